//! What goroutines do and why they wait, in Go's own words.

/// Why a goroutine waits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[repr(u8)]
pub enum WaitReason {
    #[default]
    None,
    ChanReceiveNil,
    ChanSendNil,
    SelectNoCases,
    Select,
    ChanReceive,
    ChanSend,
    Sleep,
    CondWait,
    MutexLock,
    RwRLock,
    RwLock,
    WaitGroupWait,
    SynctestRun,
    SynctestWait,
    /// In a C function.
    Syscall,
}

impl WaitReason {
    /// As stack dumps show it.
    pub fn text(self) -> &'static str {
        match self {
            WaitReason::None => "",
            WaitReason::ChanReceiveNil => "chan receive (nil chan)",
            WaitReason::ChanSendNil => "chan send (nil chan)",
            WaitReason::SelectNoCases => "select (no cases)",
            WaitReason::Select => "select",
            WaitReason::ChanReceive => "chan receive",
            WaitReason::ChanSend => "chan send",
            WaitReason::Sleep => "sleep",
            WaitReason::CondWait => "sync.Cond.Wait",
            WaitReason::MutexLock => "sync.Mutex.Lock",
            WaitReason::RwRLock => "sync.RWMutex.RLock",
            WaitReason::RwLock => "sync.RWMutex.Lock",
            WaitReason::WaitGroupWait => "sync.WaitGroup.Wait",
            WaitReason::SynctestRun => "synctest.Run",
            WaitReason::SynctestWait => "synctest.Wait",
            WaitReason::Syscall => "syscall",
        }
    }
}

/// What a goroutine is doing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    Runnable,
    Running,
    Waiting,
    Dead,
}
