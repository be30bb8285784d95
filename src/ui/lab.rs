//! The place in the page where the lab draws: loads it when it is first shown, tells it what the
//! page shows, and does what it asks for.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Reflect, Uint8Array};
use protocol::Recording;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::Element;
use yew::{platform::spawn_local, prelude::*};

use crate::{
    bridge::{self, Scene, Topic, Word},
    engine::asset,
    i18n as t,
    model::{Model, Msg, Panel},
    ptr::Ptr,
    ui::app::screen_title,
};

/// Where the document's list of assets names the lab's files.
const ASSETS: [usize; 3] = [5, 6, 7];

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = sudogLab, catch)]
    async fn start_lab(
        script: &str,
        binary: &str,
        style: &str,
        element: &Element,
        say: &Function,
    ) -> Result<JsValue, JsValue>;
}

/// The lab's module, once it is there.
#[derive(Clone)]
struct Module(JsValue);

impl Module {
    fn call(&self, name: &str, argument: Option<&JsValue>) {
        let function = Reflect::get(&self.0, &name.into()).ok();
        if let Some(function) = function.and_then(|f| f.dyn_into::<Function>().ok()) {
            let _ = match argument {
                Some(argument) => function.call1(&JsValue::NULL, argument),
                None => function.call0(&JsValue::NULL),
            };
        }
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) model: Ptr<Model>,
    pub(crate) topic: Topic,
    pub(crate) send: Callback<Msg>,
    /// Shows a line of the source.
    pub(crate) go_to: Callback<u32>,
}

/// How far the loading is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Load {
    Under,
    There,
    Failed,
}

fn scene(model: &Model, topic: Topic) -> Scene {
    let state = model.state.as_ref();
    Scene {
        topic,
        text: model.text.to_string(),
        version: model.version,
        broken: model.broken(),
        current: !model.stale(),
        recording: if model.stale() {
            Recording::default()
        } else {
            (*model.recording).clone()
        },
        steps: state.map_or(0, |s| s.steps),
        goroutines: state.map(|s| s.goroutines.clone()).unwrap_or_default(),
        event: model.selected_event,
        exam: model.exam.clone(),
        go: model.explorations,
    }
}

/// What the lab's words ask of the workbench.
fn obey(word: Word, send: &Callback<Msg>, go_to: &Callback<u32>) {
    match word {
        Word::Text(text) => send.emit(Msg::Rewrite(text.into())),
        Word::Address(_) => {}
        Word::Topic(topic) => send.emit(Msg::Panel(Panel::Lab(topic))),
        Word::Line(line) => go_to.emit(line),
        Word::Seek(to) => send.emit(Msg::Seek(to)),
        Word::Open(recording) => send.emit(Msg::OpenRun(*recording)),
        Word::Event(event) => send.emit(Msg::LabEvent(event)),
        Word::Shade(lanes) => send.emit(Msg::Shade(lanes)),
        Word::Marks { steps, lines } => send.emit(Msg::Marks(steps, lines)),
        Word::Graded {
            asked,
            passed,
            standings,
            words,
            shows,
        } => send.emit(Msg::Graded {
            asked,
            passed,
            standings,
            words: words.into(),
            shows: shows.map(|r| *r),
        }),
    }
}

/// The lab beside a workbench.
#[component]
pub(crate) fn LabPlace(props: &Props) -> Html {
    let heard = {
        let (send, go_to) = (props.send.clone(), props.go_to.clone());
        Callback::from(move |word| obey(word, &send, &go_to))
    };
    html! { <LabHost scene={scene(&props.model, props.topic)} {heard} /> }
}

#[derive(Properties, PartialEq)]
pub(crate) struct ScreenProps {
    /// Which.
    pub(crate) name: &'static str,
    /// What the address says of it.
    pub(crate) payload: String,
}

/// A lab that is a screen of its own.
#[component]
pub(crate) fn LabScreen(props: &ScreenProps) -> Html {
    let scene = Scene {
        topic: if props.name == "layout" {
            Topic::LayoutScreen
        } else {
            Topic::UnsafeScreen
        },
        text: props.payload.clone(),
        ..Scene::default()
    };
    let heard = Callback::from(|word| {
        if let Word::Address(hash) = word
            && let Some(history) = web_sys::window().and_then(|w| w.history().ok())
        {
            // Whoever comes back finds it as it was left.
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&hash));
        }
    });
    html! {
        <main class="lab-screen">
            <h1 class="sr">{ screen_title(props.name) }</h1>
            <LabHost {scene} {heard} />
        </main>
    }
}

#[derive(Properties, PartialEq)]
struct HostProps {
    scene: Scene,
    heard: Callback<Word>,
}

/// The place.
#[component]
fn LabHost(props: &HostProps) -> Html {
    let load = use_state_eq(|| Load::Under);
    let attempt = use_state_eq(|| 0u32);
    let place = use_node_ref();
    let module = use_mut_ref(|| None::<Module>);
    let told = use_mut_ref(Vec::<u8>::new);
    let heard = use_mut_ref(Callback::<Word>::noop);
    *heard.borrow_mut() = props.heard.clone();
    // Begins to load, and ends the view with this place.
    {
        let (place, load, module, heard) =
            (place.clone(), load.clone(), module.clone(), heard.clone());
        use_effect_with(*attempt, move |_| {
            let say = Closure::<dyn FnMut(Uint8Array)>::new(move |bytes: Uint8Array| {
                let heard = heard.borrow().clone();
                if let Some(word) = bridge::unpack::<Word>(&bytes.to_vec()) {
                    heard.emit(word);
                }
            });
            let function: Function = say.as_ref().unchecked_ref::<Function>().clone();
            let gone = Rc::new(RefCell::new(false));
            if let Some(element) = place.cast::<Element>() {
                let (gone, module) = (gone.clone(), module.clone());
                spawn_local(async move {
                    let [script, binary, style] = ASSETS.map(asset);
                    let started = start_lab(&script, &binary, &style, &element, &function).await;
                    match started {
                        Ok(lab) if *gone.borrow() => Module(lab).call("unmount", None),
                        Ok(lab) => {
                            *module.borrow_mut() = Some(Module(lab));
                            load.set(Load::There);
                        }
                        Err(why) => {
                            web_sys::console::warn_1(&why);
                            load.set(Load::Failed);
                        }
                    }
                });
            }
            move || {
                *gone.borrow_mut() = true;
                if let Some(lab) = module.borrow_mut().take() {
                    lab.call("unmount", None);
                }
                drop(say);
            }
        });
    }
    // Tells it what is new.
    let now = props.scene.clone();
    use_effect(move || {
        let module = module.borrow();
        let Some(lab) = &*module else { return };
        let bytes = bridge::pack(&now);
        if *told.borrow() != bytes {
            lab.call("update", Some(&Uint8Array::from(bytes.as_slice())));
            *told.borrow_mut() = bytes;
        }
    });
    let again = {
        let (load, attempt) = (load.clone(), attempt.clone());
        Callback::from(move |_: MouseEvent| {
            load.set(Load::Under);
            attempt.set(*attempt + 1);
        })
    };
    html! {
        <>
            if *load == Load::Under { <p class="faint pad" role="status">{ t::lab_loading() }</p> }
            if *load == Load::Failed {
                <p class="bad-text pad" role="alert">{ t::lab_failed() }{ " " }
                    <button type="button" class="btn" onclick={again}>{ t::lab_retry() }</button></p>
            }
            <div class="lab" ref={place}></div>
        </>
    }
}
