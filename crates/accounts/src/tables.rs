//! The tables. No other crate sees a column.

use db::{Visible, nobody, system_only};
use kernel::{Ctx, Permission};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, sea_query::SelectStatement};

pub(crate) mod account_row {
    use kernel::{AccountId, EmailAddress, Locale, PersonId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AccountId,
        pub email: Option<EmailAddress>,
        pub email_key: Option<String>,
        pub name: String,
        pub locale: Locale,
        pub person: Option<PersonId>,
        pub created_at: Timestamp,
        pub erased_at: Option<Timestamp>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod code_row {
    use crate::code::CodeState;
    use kernel::{EmailAddress, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_in_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub browser_hash: String,
        pub email: EmailAddress,
        pub email_key: String,
        pub code_hash: String,
        pub link_hash: String,
        pub next_path: Option<String>,
        pub state: CodeState,
        pub wrong_tries: i32,
        pub asked_at: Timestamp,
        pub expires_at: Timestamp,
        pub hinted: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod session_row {
    use crate::session::Ending;
    use kernel::{AccountId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "account_session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub token_hash: String,
        pub account: AccountId,
        pub device: String,
        pub created_at: Timestamp,
        pub last_seen_at: Timestamp,
        pub expires_at: Timestamp,
        pub second_factor_until: Option<Timestamp>,
        pub ended_at: Option<Timestamp>,
        pub ended_by: Option<Ending>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod api_token_row {
    use kernel::{AccountId, EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "api_token")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account: AccountId,
        pub name: String,
        pub token_hash: String,
        pub scopes: String,
        pub edition: Option<EditionId>,
        pub second_factor: bool,
        pub created_at: Timestamp,
        pub expires_at: Timestamp,
        pub last_used_day: Option<Timestamp>,
        pub revoked_at: Option<Timestamp>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod passkey_row {
    use kernel::{AccountId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "passkey")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account: AccountId,
        pub credential_id: String,
        pub credential: Json,
        pub name: String,
        pub created_at: Timestamp,
        pub last_used_at: Option<Timestamp>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod ceremony_row {
    use crate::passkey::Purpose;
    use kernel::{AccountId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "passkey_ceremony")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub browser_hash: String,
        pub purpose: Purpose,
        pub account: Option<AccountId>,
        pub state: Json,
        pub expires_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod totp_row {
    use kernel::{AccountId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "totp")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account: AccountId,
        pub secret: String,
        pub created_at: Timestamp,
        pub confirmed_at: Option<Timestamp>,
        pub last_step: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod recovery_row {
    use kernel::{AccountId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub code_hash: String,
        pub used_at: Option<Timestamp>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod grant_row {
    use kernel::{AccountId, EditionId, Role, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "role_grant")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account: AccountId,
        pub edition: Option<EditionId>,
        pub role: Role,
        pub from_at: Timestamp,
        pub until_at: Option<Timestamp>,
        pub given_at: Timestamp,
        pub given_by: Option<AccountId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod breach_row {
    use kernel::{AccountId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "breach")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub declared_at: Timestamp,
        pub declared_by: AccountId,
        pub reason: String,
        pub window_from: Timestamp,
        pub window_until: Timestamp,
        pub sessions_ended: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod local_link_row {
    use kernel::{AccountId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "local_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account: AccountId,
        pub token_hash: String,
        pub created_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The rows of the viewer's own account.
fn own<C: ColumnTrait>(ctx: &Ctx, column: C) -> Condition {
    match ctx.viewer().account_id() {
        _ if ctx.viewer().is_system() => Condition::all(),
        Some(account) => Condition::all().add(column.eq(account)),
        None => nobody(),
    }
}

/// An account is known to itself, and to those who keep the roles of an edition
/// in which it has one.
impl Visible for account_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        let Some(editions) = ctx.viewer().editions_with(Permission::ManageRoles, ctx.now()) else {
            return Condition::all();
        };
        let own = own(ctx, account_row::Column::Id);
        if editions.is_empty() {
            return own;
        }
        Condition::any().add(own).add(account_row::Column::Id.in_subquery(members(&editions)))
    }
}

fn members(editions: &[kernel::EditionId]) -> SelectStatement {
    grant_row::Entity::select_all_of_accounts()
        .filter(grant_row::Column::Edition.is_in(editions.iter().copied()))
        .into_query()
}

impl grant_row::Entity {
    #[expect(clippy::disallowed_methods, reason = "only a part of the condition that `select` applies")]
    fn select_all_of_accounts() -> sea_orm::Select<Self> {
        Self::find().select_only().column(grant_row::Column::Account)
    }
}

impl Visible for grant_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        let own = own(ctx, grant_row::Column::Account);
        match ctx.viewer().editions_with(Permission::ManageRoles, ctx.now()) {
            None => Condition::all(),
            Some(editions) if editions.is_empty() => own,
            Some(editions) => Condition::any().add(own).add(grant_row::Column::Edition.is_in(editions)),
        }
    }
}

macro_rules! owned_by_account {
    ($($module:ident),+) => {$(
        impl Visible for $module::Entity {
            fn visible(ctx: &Ctx) -> Condition {
                own(ctx, $module::Column::Account)
            }
        }
    )+};
}
owned_by_account!(session_row, api_token_row, passkey_row, totp_row, recovery_row);

macro_rules! for_the_system {
    ($($module:ident),+) => {$(
        impl Visible for $module::Entity {
            fn visible(ctx: &Ctx) -> Condition {
                system_only(ctx)
            }
        }
    )+};
}
for_the_system!(code_row, ceremony_row, local_link_row);

impl Visible for breach_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        if ctx.can_in_house(Permission::RunHouse) { Condition::all() } else { nobody() }
    }
}
