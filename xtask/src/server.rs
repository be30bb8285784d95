//! A small static file server, close to what a static host does: types, a 404 page, a sub-path.
//!
//! It listens on the loopback address only, and answers GET and HEAD. No TLS, no ranges, no
//! compression: it exists so that the page can be used and tested without any other program.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::error::{Context, Result};

pub(crate) struct Server {
    listener: TcpListener,
    site: Arc<Site>,
}

struct Site {
    /// Starts and ends with a slash.
    base: String,
    dir: PathBuf,
}

struct Answer {
    status: &'static str,
    kind: &'static str,
    cache: &'static str,
    location: Option<String>,
    body: Vec<u8>,
}

impl Server {
    /// Listens on 127.0.0.1; port 0 takes a free one.
    pub(crate) fn bind(port: u16, base: &str, dir: PathBuf) -> Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).context(format_args!(
            "cannot listen on 127.0.0.1:{port} (try --port)"
        ))?;
        let middle = base.trim_matches('/');
        let base = if middle.is_empty() {
            "/".to_owned()
        } else {
            format!("/{middle}/")
        };
        Ok(Server {
            listener,
            site: Arc::new(Site { base, dir }),
        })
    }

    pub(crate) fn url(&self) -> String {
        let port = self.listener.local_addr().map_or(0, |a| a.port());
        format!("http://127.0.0.1:{port}{}", self.site.base)
    }

    /// Serves until the process ends.
    pub(crate) fn run(self) -> Result {
        for stream in self.listener.incoming() {
            let Ok(stream) = stream else { continue };
            let site = Arc::clone(&self.site);
            // One that cannot be answered (the browser went away) concerns nobody else.
            std::thread::spawn(move || site.connection(&stream).ok());
        }
        Ok(())
    }

    /// Serves from a thread of its own; returns the address.
    pub(crate) fn spawn(self) -> String {
        let url = self.url();
        std::thread::spawn(move || self.run());
        url
    }
}

impl Site {
    /// Answers requests on one connection until it closes.
    fn connection(&self, stream: &TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream);
        loop {
            let mut head = String::new();
            loop {
                let before = head.len();
                let limit = 32 * 1024 - head.len() as u64;
                if reader.by_ref().take(limit).read_line(&mut head)? == 0 {
                    return Ok(());
                }
                if head[before..].trim().is_empty() {
                    break;
                }
            }
            let mut words = head.split_whitespace();
            let method = words.next().unwrap_or_default();
            let target = words.next().unwrap_or_default();
            let answer = match method {
                "GET" | "HEAD" => self.answer(target),
                _ => text("405 Method Not Allowed", "only GET and HEAD"),
            };
            write_answer(stream, &answer, method == "HEAD")?;
            if method != "GET" && method != "HEAD" {
                return Ok(());
            }
        }
    }

    fn answer(&self, target: &str) -> Answer {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        if format!("{path}/") == self.base {
            let mut answer = text("301 Moved Permanently", "");
            answer.location = Some(self.base.clone());
            return answer;
        }
        let Some(rest) = path.strip_prefix(&self.base) else {
            return self.missing();
        };
        let Some(rest) = decode(rest) else {
            return text("400 Bad Request", "bad path");
        };
        let relative = Path::new(&rest);
        if !relative
            .components()
            .all(|c| matches!(c, Component::Normal(_)))
        {
            return text("400 Bad Request", "bad path");
        }
        let mut file = self.dir.join(relative);
        if file.is_dir() {
            file.push("index.html");
        }
        match std::fs::read(&file) {
            Ok(body) => Answer {
                status: "200 OK",
                kind: media_type(&file),
                cache: if hashed(&file) {
                    "public, max-age=31536000, immutable"
                } else {
                    "no-cache"
                },
                location: None,
                body,
            },
            Err(_) => self.missing(),
        }
    }

    /// What a static host sends for an unknown path: the site's own 404 page.
    fn missing(&self) -> Answer {
        match std::fs::read(self.dir.join("404.html")) {
            Ok(body) => Answer {
                status: "404 Not Found",
                kind: "text/html; charset=utf-8",
                cache: "no-cache",
                location: None,
                body,
            },
            Err(_) => text("404 Not Found", "not found"),
        }
    }
}

fn write_answer(mut stream: &TcpStream, answer: &Answer, head_only: bool) -> std::io::Result<()> {
    let mut head = format!(
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: {}\r\n\
         X-Content-Type-Options: nosniff\r\n",
        answer.status,
        answer.kind,
        answer.body.len(),
        answer.cache
    );
    if let Some(location) = &answer.location {
        head.push_str(&format!("Location: {location}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if !head_only {
        stream.write_all(&answer.body)?;
    }
    stream.flush()
}

fn text(status: &'static str, body: &str) -> Answer {
    Answer {
        status,
        kind: "text/plain; charset=utf-8",
        cache: "no-cache",
        location: None,
        body: body.as_bytes().to_vec(),
    }
}

/// Undoes percent-encoding; `None` when the result is not UTF-8 or an escape is broken.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(b) = rest.next() {
        if b == b'%' {
            let pair = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?);
        } else {
            bytes.push(b);
        }
    }
    String::from_utf8(bytes).ok()
}

fn media_type(file: &Path) -> &'static str {
    match file
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Whether Trunk put a content hash into the file's name: `name-0123456789abcdef.js`.
fn hashed(file: &Path) -> bool {
    let name = file
        .file_name()
        .and_then(|n| n.to_str())
        .unwrap_or_default();
    name.split(['-', '.', '_'])
        .any(|part| (13..=16).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(base: &str) -> (Site, PathBuf) {
        let dir = std::env::temp_dir().join(format!(
            "sudog-server-{}-{}",
            std::process::id(),
            base.len()
        ));
        std::fs::create_dir_all(dir.join("sub")).expect("temp dir");
        std::fs::write(dir.join("index.html"), "home").expect("write");
        std::fs::write(dir.join("404.html"), "lost").expect("write");
        std::fs::write(dir.join("app-0123456789abcdef_bg.wasm"), "\0asm").expect("write");
        std::fs::write(dir.join("sub/a b.txt"), "text").expect("write");
        (
            Site {
                base: base.to_owned(),
                dir: dir.clone(),
            },
            dir,
        )
    }

    #[track_caller]
    fn check(base: &str, target: &str, status: &str, kind: &str, body: &str) {
        let (site, _) = site(base);
        let answer = site.answer(target);
        let got = (
            answer.status,
            answer.kind,
            String::from_utf8_lossy(&answer.body).into_owned(),
        );
        assert_eq!(got, (status, kind, body.to_owned()), "{target}");
    }

    #[test]
    fn serves_files_with_their_types() {
        check("/", "/", "200 OK", "text/html; charset=utf-8", "home");
        check("/", "/?x=1", "200 OK", "text/html; charset=utf-8", "home");
        check(
            "/",
            "/app-0123456789abcdef_bg.wasm",
            "200 OK",
            "application/wasm",
            "\0asm",
        );
        check(
            "/",
            "/sub/a%20b.txt",
            "200 OK",
            "text/plain; charset=utf-8",
            "text",
        );
    }

    #[test]
    fn unknown_paths_get_the_404_page() {
        check(
            "/",
            "/nope",
            "404 Not Found",
            "text/html; charset=utf-8",
            "lost",
        );
        check(
            "/x/",
            "/nope",
            "404 Not Found",
            "text/html; charset=utf-8",
            "lost",
        );
    }

    #[test]
    fn a_sub_path_is_stripped() {
        check("/x/", "/x/", "200 OK", "text/html; charset=utf-8", "home");
        let (site, _) = site("/x/");
        assert_eq!(site.answer("/x").location.as_deref(), Some("/x/"));
    }

    #[test]
    fn nothing_outside_the_directory() {
        check(
            "/",
            "/../Cargo.toml",
            "400 Bad Request",
            "text/plain; charset=utf-8",
            "bad path",
        );
        check(
            "/",
            "/%2e%2e/Cargo.toml",
            "400 Bad Request",
            "text/plain; charset=utf-8",
            "bad path",
        );
        check(
            "/",
            "//etc/passwd",
            "400 Bad Request",
            "text/plain; charset=utf-8",
            "bad path",
        );
        check(
            "/",
            "/%zz",
            "400 Bad Request",
            "text/plain; charset=utf-8",
            "bad path",
        );
    }

    #[test]
    fn only_hashed_names_are_cached() {
        let (site, _) = site("/");
        assert_eq!(site.answer("/").cache, "no-cache");
        assert!(
            site.answer("/app-0123456789abcdef_bg.wasm")
                .cache
                .contains("immutable")
        );
    }
}
