//! How lists and maps of this crate become JSON columns.

macro_rules! as_json {
    ($($ty:ty),+) => {$(
        impl kernel::column::Column for $ty {
            type Raw = sea_orm::JsonValue;
            fn to_raw(&self) -> sea_orm::JsonValue {
                kernel::column::to_json(self)
            }
            fn from_raw(raw: sea_orm::JsonValue) -> Result<Self, String> {
                serde_json::from_value(raw).map_err(|error| error.to_string())
            }
        }
        kernel::stored!($ty);
    )+};
}
pub(crate) use as_json;
