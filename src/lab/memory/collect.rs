//! A collection to be watched: one sentence for each step, and all objects as squares that are
//! white, grey or black.

use protocol::{Collection, GcPhase, GcStep, Root, RootIs};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{i18n as t, lab::memory::desk::MemoryDesk, ptr::Ptr};

/// Milliseconds between steps that play.
const PACE: u32 = 700;

/// How many blocks of a square are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Square {
    grey: u32,
    black: u32,
    gone: u32,
    touched: bool,
}

/// The squares after so many steps.
pub(super) fn squares(c: &Collection, steps: usize) -> Vec<Square> {
    let mut all = vec![Square::default(); c.dots.len()];
    for (nth, step) in c.steps.iter().take(steps).enumerate() {
        let mut each = |list: &[(u32, u32)], with: fn(&mut Square, u32)| {
            for (dot, n) in list {
                if let Some(square) = all.get_mut(*dot as usize) {
                    with(square, *n);
                    square.touched = nth + 1 == steps;
                }
            }
        };
        each(&step.grey, |s, n| s.grey += n);
        // What turns black was grey, unless it leads nowhere.
        each(&step.black, |s, n| {
            s.black += n;
            s.grey = s.grey.saturating_sub(n);
        });
        each(&step.swept, |s, n| s.gone += n);
    }
    all
}

fn object(ty: &str, at: u64) -> String {
    let ty = if ty.is_empty() { t::garbage_raw() } else { ty };
    format!("{ty} {at:#x}")
}

/// A root in words.
pub(super) fn root(r: &Root) -> String {
    let g = r.goroutine.map_or(String::new(), |g| format!("g{g}"));
    match r.is {
        RootIs::Global => t::garbage_root_global(&r.name),
        RootIs::Variable => t::garbage_root_variable(&r.name, &r.function, &g),
        RootIs::Closure => t::garbage_root_closure(&r.function, &g),
        RootIs::Word => t::garbage_root_word(&r.function, &g),
        RootIs::Deferred => t::garbage_root_deferred(&r.function, &g),
        RootIs::Panic => t::garbage_root_panic(&g),
        RootIs::Timer => t::garbage_root_timer().to_owned(),
        RootIs::Finalizer => t::garbage_root_finalizer(&r.function),
        RootIs::Cleanup => t::garbage_root_cleanup(&r.function),
        RootIs::Machine => t::garbage_root_machine().to_owned(),
        RootIs::Whole => t::garbage_root_whole(&r.name),
        RootIs::Due => t::garbage_root_due().to_owned(),
    }
}

fn sentence(s: &GcStep) -> String {
    let it = object(&s.ty, s.object);
    let function = s.root.as_ref().map_or("", |r| r.function.as_str());
    let mut said = match s.phase {
        GcPhase::Root(_) => t::garbage_say_root(&s.root.as_ref().map_or(String::new(), root), &it),
        GcPhase::Contents => t::garbage_say_contents(&it),
        GcPhase::Mark if s.found.is_empty() => t::garbage_say_scan(&it),
        GcPhase::Mark => {
            let found: Vec<String> = s
                .found
                .iter()
                .map(|f| {
                    format!(
                        "{} → {}",
                        f.label.trim_start_matches('.'),
                        object(&f.ty, f.object)
                    )
                })
                .collect();
            t::garbage_say_scan_found(&it, &found.join(", "))
        }
        GcPhase::Finalizer => t::garbage_say_finalizer(&it, &function),
        GcPhase::Cleanup => t::garbage_say_cleanup(&it, &function),
        GcPhase::Sweep if s.moves > 1 => {
            return t::garbage_say_sweeps(&s.moves, &t::number(s.bytes));
        }
        GcPhase::Sweep => t::garbage_say_sweep(&it, &t::number(s.bytes)),
    };
    if s.moves > 1 {
        said.push(' ');
        said.push_str(&t::garbage_say_more(&(s.moves - 1)));
    }
    said
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) collection: Ptr<Collection>,
    pub(super) step: usize,
}

/// The collection.
#[component]
pub(super) fn Collecting(props: &Props) -> Html {
    let playing = use_state_eq(|| false);
    let (c, step) = (&props.collection, props.step);
    let of = c.steps.len();
    {
        let playing = playing.clone();
        use_effect_with((*playing, step, of), move |(plays, step, of)| {
            let (plays, step, of) = (*plays, *step, *of);
            let timer = plays.then(|| {
                gloo_timers::callback::Timeout::new(PACE, move || {
                    if step < of {
                        MemoryDesk::here().watch_step(step + 1);
                    } else {
                        playing.set(false);
                    }
                })
            });
            move || drop(timer)
        });
    }
    let to = |to: usize| Callback::from(move |_: MouseEvent| MemoryDesk::here().watch_step(to));
    let play = {
        let playing = playing.clone();
        Callback::from(move |_: MouseEvent| {
            if !*playing && step >= of {
                MemoryDesk::here().watch_step(0);
            }
            playing.set(!*playing);
        })
    };
    let onkeydown = Callback::from(move |e: KeyboardEvent| {
        let to = match e.key().as_str() {
            "ArrowRight" => step + 1,
            "ArrowLeft" => step.saturating_sub(1),
            "Home" => 0,
            "End" => of,
            _ => return,
        };
        e.prevent_default();
        MemoryDesk::here().watch_step(to);
    });
    let oninput = Callback::from(|e: InputEvent| {
        let input: HtmlInputElement = e.target_unchecked_into();
        MemoryDesk::here().watch_step(input.value().parse().unwrap_or(0));
    });
    let said = match step.checked_sub(1).and_then(|n| c.steps.get(n)) {
        None => t::garbage_begin().to_owned(),
        Some(s) if step == of => format!(
            "{} {}",
            sentence(s),
            t::garbage_end(&t::number(c.stays), &t::number(c.goes))
        ),
        Some(s) => sentence(s),
    };
    let all = squares(c, step);
    let sum = |of: fn(&Square) -> u32| all.iter().map(of).sum::<u32>();
    let (grey, black, gone) = (sum(|s| s.grey), sum(|s| s.black), sum(|s| s.gone));
    let white = (c.blocks as u32).saturating_sub(grey + black + gone);
    let dots = c.dots.iter().zip(&all).map(|(dot, s)| {
        let tone = match s {
            s if s.grey > 0 => Some("grey"),
            s if s.black > 0 => Some("black"),
            s if s.gone > 0 => Some("gone"),
            _ => None,
        };
        let ty = c.types.get(dot.ty as usize).map_or("", String::as_str);
        let start = dot.start;
        let onclick = Callback::from(move |_: MouseEvent| MemoryDesk::here().why(start));
        html! { <span key={start} class={classes!(tone, s.touched.then_some("now"))} title={object(ty, start)} {onclick}></span> }
    });
    let grid = t::garbage_grid(&white, &grey, &black, &gone);
    html! {
        <section>
            <h3>{ t::garbage_watch() }</h3>
            <p class="faint">{ t::garbage_watch_intro() }</p>
            <div class="gc-steps" role="group" aria-label={t::garbage_watch()} {onkeydown}>
                <button type="button" class="btn" title={t::garbage_first()} aria-label={t::garbage_first()} aria-disabled={(step == 0).to_string()} onclick={to(0)}>{ "«" }</button>
                <button type="button" class="btn" title={t::garbage_previous()} aria-label={t::garbage_previous()} aria-disabled={(step == 0).to_string()} onclick={to(step.saturating_sub(1))}>{ "‹" }</button>
                <button type="button" class="btn" title={t::garbage_following()} aria-label={t::garbage_following()} aria-disabled={(step == of).to_string()} onclick={to(step + 1)}>{ "›" }</button>
                <button type="button" class="btn" onclick={play}>{ if *playing { t::garbage_pause() } else { t::garbage_play() } }</button>
                <input type="range" min="0" max={of.to_string()} value={step.to_string()} aria-label={t::garbage_watch()} {oninput} />
                <span>{ t::garbage_at_step(&step, &of) }</span>
            </div>
            <p class="gc-said" role="status" aria-live="polite">{ said }</p>
            <div class="gc-grid" role="img" aria-label={grid}>{ for dots }</div>
            <p class="gc-key">
                <span><i class="white" aria-hidden="true"></i>{ t::garbage_white() }</span>
                <span><i class="grey" aria-hidden="true"></i>{ t::garbage_grey() }</span>
                <span><i class="black" aria-hidden="true"></i>{ t::garbage_black() }</span>
                <span><i class="gone" aria-hidden="true"></i>{ t::garbage_gone() }</span>
            </p>
            if c.folded > 0 { <p class="faint">{ t::garbage_folded(&c.dots.iter().map(|d| d.blocks).max().unwrap_or(1)) }</p> }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(grey: &[(u32, u32)], black: &[(u32, u32)], swept: &[(u32, u32)]) -> GcStep {
        GcStep {
            phase: GcPhase::Mark,
            root: None,
            object: 0,
            ty: String::new(),
            found: Vec::new(),
            grey: grey.to_vec(),
            black: black.to_vec(),
            swept: swept.to_vec(),
            bytes: 0,
            moves: 1,
        }
    }

    #[test]
    fn squares_turn_grey_black_and_are_given_back() {
        let dot = |start| protocol::Dot {
            start,
            bytes: 16,
            blocks: 1,
            ty: 0,
        };
        let c = Collection {
            dots: vec![dot(0), dot(16), dot(32)],
            steps: vec![
                step(&[(0, 1)], &[], &[]),
                // One that leads nowhere is black at once.
                step(&[], &[(0, 1), (1, 1)], &[]),
                step(&[], &[], &[(2, 1)]),
            ],
            ..Collection::default()
        };
        let tones = |steps| -> Vec<(u32, u32, u32, bool)> {
            let all = squares(&c, steps);
            all.iter()
                .map(|s| (s.grey, s.black, s.gone, s.touched))
                .collect()
        };
        let white = (0, 0, 0, false);
        assert_eq!(tones(0), [white; 3]);
        assert_eq!(tones(1), [(1, 0, 0, true), white, white]);
        assert_eq!(tones(2), [(0, 1, 0, true), (0, 1, 0, true), white]);
        assert_eq!(
            tones(3),
            [(0, 1, 0, false), (0, 1, 0, false), (0, 0, 1, true)]
        );
    }
}
