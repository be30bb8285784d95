//! What an exploration says of the properties that somebody asked for: a lesson's exercise, or
//! comments in the program. Without any, what every program wants: no race, no deadlock, no panic,
//! nobody left over.

use protocol::{Explored, Property, Standing, asserted, grade};

use crate::{i18n as t, lab::outcome};

/// Properties, and how each stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Claims {
    pub(crate) list: Vec<(Property, Standing)>,
    /// Whether the program itself asked for them.
    pub(crate) asked: bool,
    /// What stands in its comments and means nothing.
    pub(crate) unknown: Vec<String>,
}

/// Decides these properties.
pub(crate) fn decide(properties: Vec<Property>, explored: &Explored) -> Claims {
    let standings = grade(&properties, explored).standings;
    Claims {
        list: properties.into_iter().zip(standings).collect(),
        asked: true,
        unknown: Vec::new(),
    }
}

/// Decides what a program's text asks for. Of races and of leaks nothing is known where they are not
/// told.
pub(crate) fn of_text(text: &str, explored: &Explored, (races, leaks): (bool, bool)) -> Claims {
    let is_told = |property: &Property| match property {
        Property::NoRace => races,
        Property::NoLeak => leaks,
        _ => true,
    };
    let (mut properties, unknown) = asserted(text);
    let asked = !properties.is_empty();
    if !asked {
        properties = vec![
            Property::NoRace,
            Property::NoDeadlock,
            Property::NoPanic,
            Property::NoLeak,
        ];
        properties.retain(is_told);
    }
    let mut claims = decide(properties, explored);
    for (property, standing) in &mut claims.list {
        if !is_told(property) && *standing == Standing::Holds {
            *standing = Standing::Open;
        }
    }
    Claims {
        asked,
        unknown,
        ..claims
    }
}

impl Claims {
    pub(crate) fn all_hold(&self) -> bool {
        self.list.iter().all(|(_, s)| *s == Standing::Holds)
    }

    /// The first outcome that speaks against one of them.
    pub(crate) fn counterexample(&self) -> Option<usize> {
        self.list.iter().find_map(|(_, s)| match s {
            Standing::Fails { outcome } => outcome.map(|n| n as usize),
            _ => None,
        })
    }

    /// What speaks against them, in one sentence; or that nothing does.
    pub(crate) fn words(&self, explored: &Explored) -> String {
        let fails = self
            .list
            .iter()
            .find(|(_, s)| matches!(s, Standing::Fails { .. }));
        let open = self.list.iter().find(|(_, s)| *s == Standing::Open);
        match (fails, open) {
            (Some((property, _)), _) => {
                let shown = self
                    .counterexample()
                    .and_then(|n| explored.outcomes.get(n))
                    .map(outcome::title)
                    .unwrap_or_default();
                t::claim_fails(&name(property), &shown)
            }
            (None, Some((property, _))) => t::claim_open(explored.executions, &name(property)),
            (None, None) => t::claim_all_hold(explored.executions),
        }
    }
}

/// A property in a few words.
pub(crate) fn name(property: &Property) -> String {
    match property {
        Property::Compiles => t::property_compiles().into(),
        Property::NoDeadlock => t::property_no_deadlock().into(),
        Property::NoPanic => t::property_no_panic().into(),
        Property::NoLeak => t::property_no_leak().into(),
        Property::NoRace => t::property_no_race().into(),
        Property::SomeDeadlock => t::property_some_deadlock().into(),
        Property::Exit(code) => t::property_exit(code),
        Property::Output(any) => match any.as_slice() {
            [one] => t::property_output(&one.trim_end().replace('\n', " ⏎ ")),
            _ => t::property_outputs(any.len() as u64),
        },
        Property::Line(line) => t::property_line(line),
    }
}
