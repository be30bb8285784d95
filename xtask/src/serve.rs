//! `serve`: build, then serve `dist/` ourselves (or, with `--dev`, let Trunk rebuild on change).

use std::process::Command;

use crate::error::{Context, Result};
use crate::exec::{run, step};
use crate::server::Server;
use crate::{bundle, tools};

pub(crate) struct Options {
    pub(crate) port: u16,
    pub(crate) dev: bool,
    pub(crate) build: bool,
    pub(crate) base: String,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            port: 8080,
            dev: false,
            build: true,
            base: "/".to_owned(),
        }
    }
}

pub(crate) fn serve(options: &Options) -> Result {
    if options.dev {
        return dev(options.port);
    }
    // Bind first: a port in use is better known before a build than after it.
    let server = Server::bind(options.port, &options.base, bundle::dist())?;
    if options.build {
        bundle::build(None)?;
    }
    println!("Sudog is at {}", server.url());
    step("Ctrl-C stops it");
    server.run()
}

/// What Trunk is told not to watch (see Trunk.toml), and wants to exist all the same.
const UNWATCHED: [&str; 5] = [
    "target",
    "dist",
    "node_modules",
    "src/editor/dist",
    "test-results",
];

fn dev(port: u16) -> Result {
    let path = tools::for_page()?;
    for dir in UNWATCHED {
        std::fs::create_dir_all(crate::root().join(dir)).context(dir)?;
    }
    step(format_args!(
        "trunk serve on http://127.0.0.1:{port}/ (debug build, rebuilt on change)"
    ));
    let mut command = Command::new("trunk");
    command
        .args([
            "serve",
            "--address",
            "127.0.0.1",
            "--no-autoreload",
            "--port",
        ])
        .arg(port.to_string())
        .env("PATH", path);
    run(bundle::trunk_env(&mut command))
}
