//! The key of a city.

use kernel::column::Column;
use serde::{Deserialize, Serialize};

/// A GeoNames id, such as 1795565 for Shenzhen. In the database a `bigint`.
///
/// Any number can be an id: whether the catalogue knows it, [`Catalogue::get`]
/// says. A newer catalogue may have dropped a place that an old row names.
///
/// [`Catalogue::get`]: super::Catalogue::get
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CityId(pub u32);

impl std::fmt::Display for CityId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for CityId {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl Column for CityId {
    type Raw = i64;
    fn to_raw(&self) -> i64 {
        self.0.into()
    }
    fn from_raw(raw: i64) -> Result<Self, String> {
        u32::try_from(raw).map(Self).map_err(|_| format!("{raw} is not a GeoNames id"))
    }
}
kernel::stored!(CityId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_number_everywhere() {
        let shenzhen: CityId = "1795565".parse().unwrap();
        assert_eq!(shenzhen, CityId(1_795_565));
        assert_eq!(shenzhen.to_string(), "1795565");
        assert_eq!(serde_json::to_string(&shenzhen).unwrap(), "1795565");
        assert_eq!(serde_json::from_str::<CityId>("1795565").unwrap(), shenzhen);
        assert_eq!(CityId::from_raw(shenzhen.to_raw()), Ok(shenzhen));
        assert!(CityId::from_raw(-1).is_err());
        assert!("Shenzhen".parse::<CityId>().is_err());
        assert!("-5".parse::<CityId>().is_err());
    }

    #[test]
    fn an_id_is_a_bigint_column() {
        use sea_orm::sea_query::{ColumnType, Nullable, ValueType};
        assert_eq!(sea_orm::Value::from(CityId(7)), sea_orm::Value::BigInt(Some(7)));
        assert_eq!(CityId::null(), sea_orm::Value::BigInt(None));
        assert_eq!(<CityId as ValueType>::try_from(sea_orm::Value::BigInt(Some(7))).unwrap(), CityId(7));
        assert!(<CityId as ValueType>::try_from(sea_orm::Value::BigInt(Some(-7))).is_err());
        assert_eq!(<CityId as ValueType>::column_type(), ColumnType::BigInteger);
    }
}
