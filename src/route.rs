//! What the address says, all of it after `#`, so that the page lives in one static file.

/// The labs that are screens of their own.
pub(crate) const SCREENS: [&str; 2] = ["layout", "unsafe"];

/// A place in the page.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) enum Route {
    /// The playground, with the reader's own draft.
    #[default]
    Play,
    /// A share link's payload, `#` included.
    Link(String),
    /// An example by its id, at a step.
    Example { id: String, step: Option<u64> },
    /// All examples.
    Gallery,
    /// All lessons.
    Learn,
    /// A lesson by its id.
    Lesson(String),
    /// One of the labs that are screens of their own, by its name in [`SCREENS`], with what it shows:
    /// a share link's payload, or nothing.
    Screen(&'static str, String),
}

impl Route {
    /// Reads a fragment, with or without `#`.
    pub(crate) fn parse(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        if hash.is_empty() || hash == "play" {
            return Route::Play;
        }
        // Payloads begin with a version number and a dot.
        if hash
            .split_once('.')
            .is_some_and(|(v, _)| !v.is_empty() && v.bytes().all(|b| b.is_ascii_digit()))
        {
            return Route::Link(hash.to_owned());
        }
        let (name, payload) = hash.split_once('=').unwrap_or((hash, ""));
        if let Some(screen) = SCREENS.into_iter().find(|s| *s == name) {
            return Route::Screen(screen, payload.to_owned());
        }
        let mut example = None;
        let mut step = None;
        for pair in hash.split('&') {
            match pair.split_once('=') {
                None if pair == "examples" => return Route::Gallery,
                None if pair == "learn" => return Route::Learn,
                Some(("lesson", id)) => return Route::Lesson(id.to_owned()),
                Some(("ex", id)) => example = Some(id.to_owned()),
                Some(("s", n)) => step = n.parse().ok(),
                _ => {}
            }
        }
        example.map_or(Route::Play, |id| Route::Example { id, step })
    }

    /// The fragment, with `#`.
    pub(crate) fn hash(&self) -> String {
        match self {
            Route::Play => "#".into(),
            Route::Link(payload) => format!("#{payload}"),
            Route::Example { id, step: None } => format!("#ex={id}"),
            Route::Example { id, step: Some(s) } => format!("#ex={id}&s={s}"),
            Route::Gallery => "#examples".into(),
            Route::Learn => "#learn".into(),
            Route::Lesson(id) => format!("#lesson={id}"),
            Route::Screen(name, payload) if payload.is_empty() => format!("#{name}"),
            Route::Screen(name, payload) => format!("#{name}={payload}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_comes_back() {
        for route in [
            Route::Play,
            Route::Link("1.abc_-".into()),
            Route::Example {
                id: "dining".into(),
                step: None,
            },
            Route::Example {
                id: "dining".into(),
                step: Some(17),
            },
            Route::Gallery,
            Route::Learn,
            Route::Lesson("01-first/02-channels".into()),
            Route::Screen("layout", String::new()),
            Route::Screen("unsafe", "1.abc_-s".into()),
        ] {
            assert_eq!(Route::parse(&route.hash()), route);
        }
    }

    #[test]
    fn nonsense_is_the_playground() {
        for hash in ["#what", "#ex", "#=&&=", "#.x", "#s=4"] {
            assert_eq!(Route::parse(hash), Route::Play);
        }
        assert_eq!(Route::parse("#99.future"), Route::Link("99.future".into()));
    }
}
