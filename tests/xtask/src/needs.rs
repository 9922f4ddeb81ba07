//! What the tests need beside a Rust toolchain, and where it comes from.
//!
//! We look for the thing, not for the package: a PostgreSQL built by hand is as good as
//! Debian's. (A C compiler is needed too, but without one this program would not exist;
//! `.ci/run` sees to it.)

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{chromedriver, machine, postgres};

/// One thing, and the Debian package that brings it.
pub struct Need {
    package: &'static str,
    what: &'static str,
    found: fn() -> bool,
}

/// CaDiCaL is written in it. Without a C compiler this program would not exist.
const COMPILER: Need = Need {
    package: "g++",
    what: "a C++ compiler (c++)",
    found: || std::env::var_os("CXX").is_some() || machine::find_program(&["c++"]).is_some(),
};

const VALIDATOR: Need = Need {
    package: "libxml2-utils",
    what: "xmllint, which validates the XML feed",
    found: || machine::find_program(&["xmllint"]).is_some(),
};

/// For everything that runs on PostgreSQL.
pub const POSTGRES: Need =
    Need { package: "postgresql", what: "PostgreSQL's initdb and postgres", found: || postgres::programs().is_some() };

const BROWSER: [Need; 3] = [
    Need { package: "chromium", what: "the browser Chromium", found: || chromedriver::browser().is_some() },
    Need { package: "chromium-driver", what: "chromedriver", found: || chromedriver::driver().is_some() },
    Need { package: "fonts-noto-cjk", what: "a font with Chinese characters", found: chinese_font },
];

/// What a run of the tests needs.
pub fn of_tests(browser: bool, postgres: bool) -> Vec<Need> {
    let mut needs = vec![COMPILER, VALIDATOR];
    if postgres {
        needs.push(POSTGRES);
    }
    if browser {
        needs.extend(BROWSER);
    }
    needs
}

/// Finds everything, installs what is missing when we may, and else says in one message
/// what to install and how.
pub fn ensure(needs: &[Need]) -> Result<()> {
    let missing: Vec<&Need> = needs.iter().filter(|need| !(need.found)()).collect();
    if missing.is_empty() {
        eprintln!("nothing is missing");
        return Ok(());
    }
    let debian = machine::find_program(&["apt-get"]).is_some();
    if !(debian && machine::is_root()) {
        bail!("{}", message(&missing, debian));
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    eprintln!("installing {}", packages.join(" "));
    install(&packages).with_context(|| message(&missing, debian))?;
    match missing.iter().find(|need| !(need.found)()) {
        Some(need) => bail!("{} is installed, but {} is not found", need.package, need.what),
        None => Ok(()),
    }
}

fn install(packages: &[&str]) -> Result<()> {
    let apt = |words: &[&str]| {
        let mut command = Command::new("apt-get");
        command
            .args(["-q", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=300"])
            .args(words)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdin(std::process::Stdio::null());
        command
    };
    machine::run(&mut apt(&["update"]))?;
    machine::run(apt(&["install", "-y", "--no-install-recommends"]).args(packages))
}

fn message(missing: &[&Need], debian: bool) -> String {
    let things: Vec<String> =
        missing.iter().map(|need| format!("  {} (Debian package {})", need.what, need.package)).collect();
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    let advice = if debian {
        format!("Install it with\n\n  sudo apt-get install -y --no-install-recommends {}\n", packages.join(" "))
    } else {
        "Install it in this system's own way.\n".to_owned()
    };
    format!(
        "the tests need what is not on this machine:\n{}\n{advice}\nor leave a part out with \
         `cargo xtask test --no-browser --no-postgres`",
        things.join("\n")
    )
}

fn chinese_font() -> bool {
    let listed = machine::read(Command::new("fc-list").args([":lang=zh-cn", "family"]));
    match listed {
        Ok(families) => !families.is_empty(),
        Err(_) => Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_holds_one_command_for_all() {
        let needs = of_tests(true, true);
        let words = message(&needs.iter().collect::<Vec<_>>(), true);
        assert!(words.contains(
            "apt-get install -y --no-install-recommends \
             g++ libxml2-utils postgresql chromium chromium-driver fonts-noto-cjk\n"
        ));
    }

    #[test]
    fn what_is_left_out_is_not_needed() {
        let packages: Vec<&str> = of_tests(false, false).iter().map(|need| need.package).collect();
        assert_eq!(packages, ["g++", "libxml2-utils"]);
    }
}
