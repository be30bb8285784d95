//! What analysts find when they share out an exploration is what one of them finds.

use std::collections::BTreeMap;

use protocol::{Ask, ExploreClaim, ExplorePlan, Explored, Finding, SourceFile, Walk, WalkBy};
use session::Analyst;

const ORDERS: &str = "package main

import (
	\"fmt\"
	\"sync\"
)

func main() {
	var m sync.Mutex
	var w sync.WaitGroup
	s := 0
	for i := range 4 {
		w.Go(func() {
			m.Lock()
			s = s*10 + i
			m.Unlock()
		})
	}
	w.Wait()
	fmt.Println(s)
	if s == 3210 {
		panic(s)
	}
}
";

#[track_caller]
fn explored(plan: ExplorePlan) -> Explored {
    let mut analyst = Analyst::new();
    let file = SourceFile {
        name: "main.go".into(),
        text: ORDERS.into(),
    };
    let mut said = analyst.handle(Ask::Explore {
        files: vec![file],
        plan,
    });
    while said.is_empty() {
        said = analyst.poll(500);
    }
    match said.remove(0) {
        Finding::Explored(found) => *found,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn shared(plan: &ExplorePlan, of: u32) -> Explored {
    let share = |index| {
        explored(ExplorePlan {
            shard: Some((index, of)),
            ..plan.clone()
        })
    };
    protocol::merge((0..of).map(share).collect())
}

fn counts(e: &Explored) -> BTreeMap<u64, u64> {
    e.outcomes.iter().map(|o| (o.key, o.count)).collect()
}

#[test]
fn shares_have_one_tree() {
    let plan = ExplorePlan::default();
    let alone = explored(plan.clone());
    for of in [2, 3, 5] {
        let together = shared(&plan, of);
        assert_eq!(
            (together.claim, together.executions),
            (ExploreClaim::Complete, 24)
        );
        assert_eq!(counts(&together), counts(&alone));
        let tree = &together.tree;
        assert_eq!(
            BTreeMap::from_iter(tree[0].outcomes.clone()),
            counts(&alone)
        );
        assert!(
            tree.len() > 24 && !tree.iter().any(|f| f.more),
            "{}",
            tree.len()
        );
        for (i, fork) in tree.iter().enumerate() {
            // Every node says who moves, and every fork's executions go on below it.
            assert!(i == 0 || fork.goroutine > 0 && fork.step.is_some());
            let mut below: BTreeMap<u64, u64> = BTreeMap::new();
            let children = tree.iter().filter(|f| f.parent == Some(i as u32));
            for (key, n) in children.flat_map(|f| &f.outcomes) {
                *below.entry(*key).or_default() += n;
            }
            let own = BTreeMap::from_iter(fork.outcomes.clone());
            assert!(own.len() < 2 || own == below, "{fork:?}");
        }
    }
}

#[test]
fn shares_draw_the_schedules_of_the_whole() {
    let by = |by, length| ExplorePlan {
        walk: Some(Walk {
            by,
            from: 3,
            length,
        }),
        budget: Some(200),
        ..ExplorePlan::default()
    };
    for plan in [
        by(WalkBy::Chance, None),
        by(WalkBy::Priorities { depth: 3 }, Some(30)),
    ] {
        let (alone, together) = (explored(plan.clone()), shared(&plan, 3));
        assert_eq!(counts(&together), counts(&alone));
        assert_eq!(together.walked, alone.walked);
        assert_eq!(alone.walked.map(|w| w.runs), Some(200));
        assert_eq!(together.claim, ExploreClaim::Stopped);
    }
}
