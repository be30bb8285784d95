//! The happens-before graph: by hand, and against the closure of random ones.

mod common;

use std::collections::BTreeSet;

use common::rng::Rng;
use race::Gid;
use race::graph::{Cut, Edge, GraphError, HappensBefore, Order};

/// `1 2 1 | 0>1 1=2`: the events' goroutines, then edges.
fn parse(text: &str) -> Result<HappensBefore, GraphError> {
    let (events, edges) = text.split_once('|').unwrap_or((text, ""));
    let gs: Vec<Gid> = events.split_whitespace().map(common::gid).collect();
    let edge = |e: &str| match e.split_once('>') {
        Some((a, b)) => Edge::Before(number(a), number(b)),
        None => {
            let (a, b) = e.split_once('=').expect("an edge");
            Edge::Together(number(a), number(b))
        }
    };
    let edges: Vec<Edge> = edges.split_whitespace().map(edge).collect();
    HappensBefore::new(&gs, &edges)
}

fn number(text: &str) -> usize {
    text.parse().expect("a number")
}

fn list(events: &[usize]) -> String {
    events
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Past, concurrent and future events of event `i`.
#[track_caller]
fn check(text: &str, i: usize, want: &str) {
    let g = parse(text).expect("a graph");
    let got = [list(&g.past(i)), list(&g.concurrent(i)), list(&g.future(i))].join(" | ");
    assert_eq!(got, want, "{text}");
}

#[track_caller]
fn check_immediate(text: &str, want: &[Edge]) {
    assert_eq!(parse(text).expect("a graph").immediate(), want, "{text}");
}

#[track_caller]
fn check_error(text: &str, want: GraphError) {
    assert_eq!(parse(text).expect_err("no graph"), want, "{text}");
}

#[test]
fn cones() {
    check("g1 g1 g1", 1, "0 |  | 2");
    check("g1 g2 g1 g2", 0, " | 1 3 | 2");
    check("g1 g2 g1 g2 | 0>3", 0, " | 1 | 2 3");
    check("g1 g2 g1 g2 | 0>3", 3, "0 1 | 2 | ");
    check("g1 g2 g3 g1 g2 g3 | 0>4 4>5", 5, "0 1 2 4 | 3 | ");
    // A meeting: both pasts before both futures.
    check("g1 g2 g1 g2 g1 g2 | 2=3", 2, "0 1 |  | 4 5");
    check("g1 g2 g1 g2 g1 g2 | 2=3", 0, " | 1 | 2 3 4 5");
    check("g1 g2 g1 g2 g1 g2 | 2=3", 4, "0 1 2 3 | 5 | ");
    // The one that waits is the earlier event, and learns what comes later.
    check("g1 g2 g2 g1 | 0=2", 0, "1 |  | 3");
}

#[test]
fn orders_and_cuts() {
    let g = parse("g1 g2 g1 g2 | 0>3 1=2").expect("a graph");
    assert_eq!(g.ordered(0, 3), Order::Before);
    assert_eq!(g.ordered(3, 0), Order::After);
    assert_eq!(g.ordered(1, 2), Order::Together);
    assert_eq!(g.ordered(2, 2), Order::Same);
    assert_eq!(g.ordered(0, 99), Order::Concurrent);
    let cut = |g, past, future| Cut {
        g: Gid(g),
        past,
        future,
    };
    assert_eq!(g.cuts(2), [cut(1, 1, 2), cut(2, 0, 1)]);
    assert_eq!(g.lane(Gid(2)), [1, 3]);
    assert_eq!((g.len(), g.is_empty()), (4, false));
}

#[test]
fn edges_to_draw() {
    use Edge::{Before, Together};
    check_immediate("g1 g2 | 0>1 0>1", &[Before(0, 1)]);
    // The later event of the same goroutine implies the earlier one's edge.
    check_immediate("g1 g1 g2 | 0>2 1>2", &[Before(1, 2)]);
    check_immediate("g1 g2 g2 | 0>1 0>2", &[Before(0, 1)]);
    check_immediate("g1 g2 g3 | 0>1 1>2 0>2", &[Before(0, 1), Before(1, 2)]);
    check_immediate("g1 g1 | 0>1", &[]);
    check_immediate("g1 g1 g2 g2 | 1=2 0>3", &[Together(1, 2)]);
    check_immediate(
        "g3 g1 g2 | 1=2 0>1 0>2",
        &[Before(0, 1), Before(0, 2), Together(1, 2)],
    );
}

#[test]
fn errors() {
    check_error("g1 g2 | 0>2", GraphError::NoSuchEvent(Edge::Before(0, 2)));
    check_error("g1 g2 | 1>0", GraphError::Disorder(Edge::Before(1, 0)));
    check_error("g1 g1 | 0=1", GraphError::Disorder(Edge::Together(0, 1)));
    check_error("g1 g2 g3 | 0=1 0=2", GraphError::MetTwice(0));
    // The first goroutine goes on although it waits.
    check_error("g1 g1 g2 | 0=2", GraphError::Disorder(Edge::Together(0, 2)));
}

/// Reachability between ends of events, each of which begins and ends.
struct Naive {
    reach: Vec<Vec<bool>>,
    met: Vec<Option<usize>>,
}

impl Naive {
    fn new(gs: &[Gid], edges: &[Edge]) -> Naive {
        let n = gs.len();
        let mut reach = vec![vec![false; 2 * n]; 2 * n];
        let (begin, end) = (|i: usize| 2 * i, |i: usize| 2 * i + 1);
        let mut met = vec![None; n];
        for i in 0..n {
            reach[begin(i)][end(i)] = true;
            if let Some(next) = (i + 1..n).find(|&j| gs[j] == gs[i]) {
                reach[end(i)][begin(next)] = true;
            }
        }
        for &edge in edges {
            match edge {
                Edge::Before(a, b) => reach[end(a)][begin(b)] = true,
                Edge::Together(a, b) => {
                    reach[begin(a)][end(b)] = true;
                    reach[begin(b)][end(a)] = true;
                    (met[a], met[b]) = (Some(b), Some(a));
                }
            }
        }
        for k in 0..2 * n {
            for i in 0..2 * n {
                if reach[i][k] {
                    let through = reach[k].clone();
                    reach[i].iter_mut().zip(through).for_each(|(r, t)| *r |= t);
                }
            }
        }
        Naive { reach, met }
    }

    fn before(&self, a: usize, b: usize) -> bool {
        // A meeting is one moment of both.
        let reach = |e: usize| self.reach[2 * e + 1][2 * b + 1];
        a != b && self.met[a] != Some(b) && (reach(a) || self.met[a].is_some_and(reach))
    }
}

#[test]
fn against_the_closure() {
    let mut rng = Rng(11);
    for _ in 0..4_000 {
        let n = 4 + rng.below(14) as usize;
        let lanes = 2 + rng.below(3);
        let gs: Vec<Gid> = (0..n).map(|_| Gid(rng.below(lanes) as u32)).collect();
        let mut edges = BTreeSet::new();
        for _ in 0..rng.below(2 * n as u64) {
            let b = 1 + rng.below(n as u64 - 1) as usize;
            edges.insert(Edge::Before(rng.below(b as u64) as usize, b));
        }
        for _ in 0..rng.below(4) {
            let b = 1 + rng.below(n as u64 - 1) as usize;
            edges.insert(Edge::Together(rng.below(b as u64) as usize, b));
        }
        let edges: Vec<Edge> = edges.into_iter().collect();
        // Those that are no execution are refused; drop their meetings and go on.
        let (g, edges) = match HappensBefore::new(&gs, &edges) {
            Ok(g) => (g, edges),
            Err(_) => {
                let plain = edges.into_iter().filter(|e| matches!(e, Edge::Before(..)));
                let plain: Vec<Edge> = plain.collect();
                (HappensBefore::new(&gs, &plain).expect("a graph"), plain)
            }
        };
        let naive = Naive::new(&gs, &edges);
        let show = || format!("{gs:?} {edges:?}");
        for i in 0..n {
            let others = || (0..n).filter(|&j| j != i && naive.met[i] != Some(j));
            let past: Vec<usize> = others().filter(|&j| naive.before(j, i)).collect();
            let future: Vec<usize> = others().filter(|&j| naive.before(i, j)).collect();
            let neither = |j: &usize| !naive.before(*j, i) && !naive.before(i, *j);
            assert_eq!(g.past(i), past, "past of {i} {}", show());
            assert_eq!(g.future(i), future, "future of {i} {}", show());
            assert_eq!(
                g.concurrent(i),
                others().filter(neither).collect::<Vec<_>>()
            );
        }
        let needed = |e: &Edge| match *e {
            Edge::Together(..) => true,
            Edge::Before(a, b) => {
                let implied = (0..n).any(|p| naive.before(a, p) && naive.before(p, b));
                gs[a] != gs[b] && !implied
            }
        };
        let want: Vec<Edge> = edges.iter().copied().filter(needed).collect();
        assert_eq!(g.immediate(), want, "{}", show());
    }
}
