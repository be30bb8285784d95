//! A driver for sessions: sends a request and works until it is answered.

#![expect(dead_code, reason = "each test file uses its own part")]

use protocol::{
    Breakpoint, Choices, End, GoroutineDetail, Limits, LineStep, MemoryAnswer, MemoryAsk, Moment,
    Objects, Output, Picture, PictureQuery, Policy, Recording, Request, Response, SourceFile,
    State, Status, Target, Timeline, TimelineQuery,
};
use session::Session;

pub(crate) struct Driver {
    pub(crate) session: Session,
    pub(crate) state: State,
    /// Faults and other answers of the last request.
    pub(crate) rest: Vec<Response>,
}

impl Driver {
    #[track_caller]
    pub(crate) fn open(text: &str) -> Driver {
        Driver::open_with(text, Recording::default())
    }

    #[track_caller]
    pub(crate) fn open_with(text: &str, recording: Recording) -> Driver {
        let mut session = Session::new();
        let request = Request::Open {
            files: vec![SourceFile {
                name: "main.go".into(),
                text: text.into(),
            }],
            recording,
            limits: Limits::default(),
            breakpoints: Vec::new(),
        };
        let mut rest = session.handle(request);
        while session.busy() {
            rest.extend(session.poll(10_000));
        }
        let state = rest
            .iter()
            .rev()
            .find_map(|r| match r {
                Response::State(s) => Some((**s).clone()),
                _ => None,
            })
            .unwrap_or_else(|| panic!("does not open: {rest:?}"));
        Driver {
            session,
            state,
            rest,
        }
    }

    pub(crate) fn send(&mut self, request: Request) -> &State {
        self.rest = self.session.handle(request);
        let mut polls = 0;
        while self.session.busy() {
            self.rest.extend(self.session.poll(10_000));
            polls += 1;
            assert!(polls < 1_000_000, "never arrives");
        }
        let state = self.rest.iter().rev().find_map(|r| match r {
            Response::State(s) => Some((**s).clone()),
            _ => None,
        });
        if let Some(state) = state {
            self.state = state;
        }
        &self.state
    }

    /// A program stopped before its line that says `// here`.
    #[track_caller]
    pub(crate) fn stopped(text: &str) -> Driver {
        let mut run = Driver::open(text);
        let line = text.lines().position(|l| l.contains("// here"));
        run.run_to_line(line.expect("a line that says so") as u32 + 1);
        run
    }

    /// Runs to where a line of the first file begins.
    pub(crate) fn run_to_line(&mut self, line: u32) -> &State {
        self.send(Request::RunTo {
            target: Target::Line(Breakpoint { file: 0, line }),
            back: false,
        })
    }

    /// Stacks and heap where the run stands.
    #[track_caller]
    pub(crate) fn memory(&mut self, query: PictureQuery) -> Picture {
        match self.session.memory(&MemoryAsk::Picture(query)) {
            MemoryAnswer::Picture(picture) => *picture,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn run(&mut self) -> &State {
        self.send(Request::Run)
    }
    pub(crate) fn forward(&mut self) -> &State {
        self.send(Request::StepOp { back: false })
    }
    pub(crate) fn back(&mut self) -> &State {
        self.send(Request::StepOp { back: true })
    }
    pub(crate) fn seek(&mut self, step: u64) -> &State {
        self.send(Request::Seek {
            to: Moment::Step(step),
        })
    }
    pub(crate) fn line(&mut self, goroutine: u32, how: LineStep, back: bool) -> &State {
        self.send(Request::StepLine {
            goroutine,
            how,
            back,
        })
    }
    pub(crate) fn choose(&mut self, pick: u32) -> &State {
        self.send(Request::Choose { pick })
    }
    pub(crate) fn policy(&mut self, policy: Policy) -> &State {
        self.send(Request::SetPolicy { policy })
    }

    #[track_caller]
    fn ask<T>(&mut self, request: Request, pick: impl Fn(Response) -> Option<T>) -> T {
        let answers = self.session.handle(request);
        answers.into_iter().find_map(pick).expect("an answer")
    }
    pub(crate) fn recording(&mut self) -> Recording {
        self.ask(Request::Recording, |r| match r {
            Response::Recording(r) => Some(r),
            _ => None,
        })
    }
    pub(crate) fn objects(&mut self) -> Objects {
        self.ask(Request::Objects, |r| match r {
            Response::Objects(o) => Some(o),
            _ => None,
        })
    }
    pub(crate) fn output(&mut self) -> Output {
        let request = Request::Output {
            first: Some(0),
            lines: 1000,
        };
        self.ask(request, |r| match r {
            Response::Output(o) => Some(o),
            _ => None,
        })
    }
    pub(crate) fn timeline(&mut self, query: TimelineQuery) -> Timeline {
        self.ask(Request::Timeline(query), |r| match r {
            Response::Timeline(t) => Some(t),
            _ => None,
        })
    }
    pub(crate) fn events(&mut self) -> Vec<protocol::Event> {
        let request = Request::Events {
            first: 0,
            count: 2000,
        };
        self.ask(request, |r| match r {
            Response::Events { events, .. } => Some(events),
            _ => None,
        })
    }
    pub(crate) fn event(&mut self, index: u64) -> Option<protocol::EventDetail> {
        self.ask(Request::Event { index }, |r| match r {
            Response::Event(e) => Some(e.map(|e| *e)),
            _ => None,
        })
    }
    pub(crate) fn inside(&mut self, goroutine: u32) -> Option<GoroutineDetail> {
        self.ask(Request::Goroutine { goroutine }, |r| match r {
            Response::Goroutine(g) => Some(g),
            _ => None,
        })
    }

    /// Everything that the present looks like, as one text.
    pub(crate) fn picture(&mut self) -> String {
        let mut state = self.state.clone();
        // Knowledge of the future and of other branches is no part of a position.
        (state.steps, state.end, state.lanes) = (0, None, 0);
        state.branches.clear();
        state.branch = 0;
        if let Some(last) = &mut state.last {
            last.woke.clear();
        }
        if let Status::Paused(_) = state.status {
            state.status = Status::Moving;
        }
        let inside: Vec<_> = state
            .goroutines
            .iter()
            .map(|g| g.id)
            .collect::<Vec<_>>()
            .into_iter()
            .map(|id| {
                let mut detail = self.inside(id);
                if let Some(d) = &mut detail {
                    d.frames
                        .iter_mut()
                        .flat_map(|f| &mut f.vars)
                        .for_each(|v| unmark(&mut v.changed, &mut v.value));
                }
                detail
            })
            .collect();
        let recording = self.recording();
        let objects = self.objects();
        let output = self.output();
        format!("{state:#?}\n{inside:#?}\n{recording:#?}\n{objects:#?}\n{output:#?}")
    }

    #[track_caller]
    pub(crate) fn choices(&self) -> &Choices {
        self.state.choices.as_ref().expect("a choice")
    }

    #[track_caller]
    pub(crate) fn end(&self) -> &End {
        match &self.state.status {
            Status::Ended(end) => end,
            other => panic!("not ended: {other:?}"),
        }
    }

    pub(crate) fn text(&mut self) -> String {
        let lines = self.output().lines;
        lines.iter().map(|l| format!("{}\n", l.text)).collect()
    }
}

fn unmark(changed: &mut bool, value: &mut protocol::Value) {
    *changed = false;
    for part in &mut value.parts {
        unmark(&mut part.changed, &mut part.value);
    }
}

/// Programs that exercise what concurrent programs do.
pub(crate) const WORKERS: &str = r#"package main

import (
	"fmt"
	"sync"
)

func worker(id int, jobs <-chan int, results chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		results <- j * id
	}
}

func main() {
	jobs := make(chan int, 2)
	results := make(chan int, 8)
	var wg sync.WaitGroup
	for id := 1; id <= 3; id++ {
		wg.Add(1)
		go worker(id, jobs, results, &wg)
	}
	for j := 0; j < 6; j++ {
		jobs <- j
	}
	close(jobs)
	wg.Wait()
	close(results)
	sum := 0
	for r := range results {
		sum += r
	}
	fmt.Println("sum", sum)
}
"#;

pub(crate) const SELECT: &str = r#"package main

import (
	"fmt"
	"time"
)

func main() {
	a, b := make(chan string, 1), make(chan string, 1)
	a <- "one"
	b <- "two"
	for i := 0; i < 2; i++ {
		select {
		case x := <-a:
			fmt.Println("a", x)
		case y := <-b:
			fmt.Println("b", y)
		}
	}
	select {
	case <-a:
	case <-time.After(10 * time.Millisecond):
		fmt.Println("timeout")
	}
}
"#;

pub(crate) const MUTEX: &str = r#"package main

import (
	"fmt"
	"runtime"
	"sync"
)

type Account struct {
	mu      sync.Mutex
	balance int
}

func (a *Account) Add(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	old := a.balance
	runtime.Gosched()
	a.balance = old + n
}

func main() {
	acc := &Account{}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() { acc.Add(i) })
	}
	wg.Wait()
	fmt.Println(acc.balance)
}
"#;

pub(crate) const FORGOTTEN: &str = r#"package main

import "sync"

func main() {
	results := make(chan int)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- i
		}()
	}
	wg.Wait()
	close(results)
}
"#;

pub(crate) const LOCK_ORDER: &str = r#"package main

import (
	"runtime"
	"sync"
)

var a, b sync.Mutex

func main() {
	done := make(chan bool)
	go func() {
		b.Lock()
		runtime.Gosched()
		a.Lock()
		a.Unlock()
		b.Unlock()
		done <- true
	}()
	a.Lock()
	runtime.Gosched()
	b.Lock()
	b.Unlock()
	a.Unlock()
	<-done
}
"#;

pub(crate) const PANIC: &str = r#"package main

import "fmt"

func main() {
	done := make(chan int)
	go func() {
		defer fmt.Println("deferred")
		var m map[string]int
		m["x"] = 1
		done <- 1
	}()
	<-done
}
"#;

/// Blocks of C's that come, go and are used again, and one that stays.
pub(crate) const C_HEAP: &str = r#"package main

// #include <stdlib.h>
// #include <unistd.h>
import "C"

import (
	"fmt"
	"sync"
	"unsafe"
)

type slot struct {
	n    C.int
	text *C.char
}

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	all := unsafe.Slice((*slot)(C.calloc(4, 16)), 4)
	for i := range all {
		wg.Go(func() {
			for k := range 3 {
				p := C.CString(fmt.Sprint("text ", i, k))
				C.usleep(10)
				mu.Lock()
				C.free(unsafe.Pointer(all[i].text))
				all[i] = slot{all[i].n + C.int(k), p}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	for _, s := range all {
		fmt.Println(s.n, C.GoString(s.text))
		C.free(unsafe.Pointer(s.text))
	}
}
"#;

/// All of them.
/// Whoever comes first makes a type; where descriptors lie shows.
pub(crate) const MADE_TYPES: &str = r#"package main

import (
	"fmt"
	"reflect"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	elem := reflect.TypeFor[error]()
	for i := range 4 {
		wg.Go(func() {
			for k := range 2 {
				mu.Lock()
				t := reflect.ArrayOf(i+k+1, elem)
				elem = reflect.MapOf(reflect.TypeFor[string](), t)
				v := reflect.MakeMap(elem)
				v.SetMapIndex(reflect.ValueOf("x"), reflect.Zero(t))
				fmt.Printf("%p %v\n", t, v.Len())
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	fmt.Println(elem)
}
"#;

pub(crate) const ALL: &[(&str, &str)] = &[
    ("workers", WORKERS),
    ("select", SELECT),
    ("mutex", MUTEX),
    ("forgotten", FORGOTTEN),
    ("lock order", LOCK_ORDER),
    ("panic", PANIC),
    ("C heap", C_HEAP),
    ("made types", MADE_TYPES),
];
