//! What the browser keeps for us: drafts and preferences. Every access may fail (storage can be
//! closed to a page), and then the page works on without it.

use web_sys::Storage;

/// Key of this tab's draft, in the tab's own storage.
const TAB_DRAFT: &str = "sudog.draft.v1";
/// Prefix of drafts of all tabs, in the storage that tabs share.
const DRAFT: &str = "sudog.drafts.v1.";
/// Key of the preferences.
const PREFS: &str = "sudog.prefs.v1";
/// Drafts kept.
const KEPT: usize = 20;

/// A kept text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    /// Its key, without prefix.
    pub(crate) id: String,
    /// When it was last changed, in milliseconds since 1970.
    pub(crate) at: u64,
    /// The program.
    pub(crate) text: String,
}

impl Draft {
    fn encode(&self) -> String {
        format!("{} {}\n{}", self.id, self.at, self.text)
    }

    /// Anything unreadable is no draft.
    fn decode(raw: &str) -> Option<Self> {
        let (head, text) = raw.split_once('\n')?;
        let (id, at) = head.split_once(' ')?;
        Some(Draft {
            id: id.to_owned(),
            at: at.parse().ok()?,
            text: text.to_owned(),
        })
    }
}

fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn now() -> u64 {
    js_sys::Date::now() as u64
}

fn fresh_id() -> String {
    format!(
        "{:x}-{:x}",
        now(),
        (js_sys::Math::random() * 4_294_967_296.0) as u64
    )
}

/// This tab's draft: its own from before a reload, or else the newest one of any tab (under a new
/// id, so that two tabs never write over each other).
pub(crate) fn load_draft() -> Option<Draft> {
    let own = tab()
        .and_then(|s| s.get_item(TAB_DRAFT).ok()?)
        .and_then(|raw| Draft::decode(&raw));
    own.or_else(|| {
        recent().into_iter().next().map(|d| Draft {
            id: fresh_id(),
            ..d
        })
    })
}

/// A draft under a new id.
pub(crate) fn new_draft(text: &str) -> Draft {
    Draft {
        id: fresh_id(),
        at: now(),
        text: text.to_owned(),
    }
}

/// Keeps a draft, in the tab and for all tabs. Says whether anything could be kept.
pub(crate) fn save_draft(id: &str, text: &str) -> bool {
    let draft = Draft {
        id: id.to_owned(),
        at: now(),
        text: text.to_owned(),
    };
    let raw = draft.encode();
    let in_tab = tab().is_some_and(|s| s.set_item(TAB_DRAFT, &raw).is_ok());
    let shared = local().is_some_and(|s| {
        let key = format!("{DRAFT}{id}");
        s.set_item(&key, &raw).is_ok() || {
            // Full: make room by dropping the oldest half, then try once more.
            prune(KEPT / 2);
            s.set_item(&key, &raw).is_ok()
        }
    });
    in_tab || shared
}

/// Makes a draft this tab's own without changing its time.
pub(crate) fn adopt_draft(draft: &Draft) {
    if let Some(s) = tab() {
        let _ = s.set_item(TAB_DRAFT, &draft.encode());
    }
}

/// All kept drafts, newest first; of equal texts only the newest.
pub(crate) fn recent() -> Vec<Draft> {
    let Some(s) = local() else { return Vec::new() };
    let count = s.length().unwrap_or(0);
    let mut all: Vec<Draft> = (0..count)
        .filter_map(|i| s.key(i).ok()?)
        .filter(|k| k.starts_with(DRAFT))
        .filter_map(|k| s.get_item(&k).ok()?)
        .filter_map(|raw| Draft::decode(&raw))
        .collect();
    base::sort::sort_by(&mut all, |a, b| {
        b.at.cmp(&a.at).then_with(|| a.id.cmp(&b.id))
    });
    let mut out: Vec<Draft> = Vec::new();
    for draft in all {
        if !out.iter().any(|d| d.text == draft.text) {
            out.push(draft);
        }
    }
    out
}

/// Drops all but the newest `keep` drafts.
fn prune(keep: usize) {
    let Some(s) = local() else { return };
    let kept: Vec<String> = recent()
        .into_iter()
        .take(keep)
        .map(|d| format!("{DRAFT}{}", d.id))
        .collect();
    let count = s.length().unwrap_or(0);
    let all: Vec<String> = (0..count)
        .filter_map(|i| s.key(i).ok()?)
        .filter(|k| k.starts_with(DRAFT))
        .collect();
    for key in all.into_iter().filter(|k| !kept.contains(k)) {
        let _ = s.remove_item(&key);
    }
}

/// Tidies old drafts away; called once per visit.
pub(crate) fn tidy() {
    prune(KEPT);
}

/// A small value under a name of its own: a lesson's code, say.
pub(crate) fn get(key: &str) -> Option<String> {
    local()?.get_item(&format!("sudog.{key}")).ok()?
}

/// Keeps such a value; an empty one is removed.
pub(crate) fn set(key: &str, value: &str) {
    if let Some(s) = local() {
        let key = format!("sudog.{key}");
        let _ = if value.is_empty() {
            s.remove_item(&key)
        } else {
            s.set_item(&key, value)
        };
    }
}

/// What colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// The system's.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The reader's preferences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Prefs {
    /// Colours.
    pub(crate) theme: Theme,
    /// A textarea instead of the full editor.
    pub(crate) plain: bool,
    /// Whether single letters and digits act in the lanes.
    pub(crate) keys: bool,
    /// Narrow lanes.
    pub(crate) compact: bool,
    /// Width of the code pane in pixels; 0: the layout's own.
    pub(crate) split: u32,
}

impl Default for Prefs {
    fn default() -> Self {
        Prefs {
            theme: Theme::Auto,
            plain: false,
            keys: true,
            compact: false,
            split: 0,
        }
    }
}

impl Prefs {
    fn encode(self) -> String {
        let theme = match self.theme {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let bit = u8::from;
        format!(
            "theme={theme}\nplain={}\nkeys={}\ncompact={}\nsplit={}\n",
            bit(self.plain),
            bit(self.keys),
            bit(self.compact),
            self.split
        )
    }

    /// Unknown lines are skipped, unreadable values keep their defaults.
    fn decode(raw: &str) -> Self {
        let mut p = Prefs::default();
        for (key, value) in raw.lines().filter_map(|l| l.split_once('=')) {
            match (key, value) {
                ("theme", "light") => p.theme = Theme::Light,
                ("theme", "dark") => p.theme = Theme::Dark,
                ("plain", v) => p.plain = v == "1",
                ("keys", v) => p.keys = v != "0",
                ("compact", v) => p.compact = v == "1",
                ("split", v) => p.split = v.parse().unwrap_or(0),
                _ => {}
            }
        }
        p
    }

    /// The kept ones, or the defaults.
    pub(crate) fn load() -> Self {
        local()
            .and_then(|s| s.get_item(PREFS).ok()?)
            .map(|raw| Prefs::decode(&raw))
            .unwrap_or_default()
    }

    /// Keeps them.
    pub(crate) fn save(self) {
        if let Some(s) = local() {
            let _ = s.set_item(PREFS, &self.encode());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_come_back_and_garbage_is_harmless() {
        let p = Prefs {
            theme: Theme::Dark,
            plain: true,
            keys: false,
            compact: true,
            split: 480,
        };
        assert_eq!(Prefs::decode(&p.encode()), p);
        assert_eq!(
            Prefs::decode("\u{0}{}=\nsplit=wide\nnew=1"),
            Prefs::default()
        );
    }

    #[test]
    fn drafts_come_back() {
        let d = Draft {
            id: "a-1".into(),
            at: 7,
            text: "package main\n\n\n".into(),
        };
        assert_eq!(Draft::decode(&d.encode()), Some(d));
        assert_eq!(Draft::decode("{}"), None);
    }
}
