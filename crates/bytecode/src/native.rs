//! Functions of the library that the machine implements itself. A native never calls Go code.

macro_rules! natives {
    ($($variant:ident $name:literal,)*) => {
        /// A function without a Go body.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u16)]
        pub enum Native { $($variant,)* }
        impl Native {
            const ALL: &'static [Native] = &[$(Native::$variant,)*];
            const NAMES: &'static [&'static str] = &[$($name,)*];
            /// Full name of the Go function: `pkg/path.Func`, `pkg/path.(*T).Method`.
            pub fn name(self) -> &'static str {
                Self::NAMES.get(self as usize).copied().unwrap_or("")
            }
            pub fn from_index(index: u32) -> Option<Native> {
                Self::ALL.get(index as usize).copied()
            }
            /// The native that implements the bodyless function `name`.
            pub fn from_name(name: &str) -> Option<Native> {
                let at = Self::NAMES.iter().position(|n| *n == name)?;
                Self::ALL.get(at).copied()
            }
        }
    };
}

natives! {
    RtWrite "internal/rt.write",
    RtWriteString "internal/rt.writeString",
    RtRead "internal/rt.read",
    RtExit "internal/rt.exit",
    RtArgs "internal/rt.args",
    RtNow "internal/rt.now",
    RtRand64 "internal/rt.rand64",
    RtTypedCopy "internal/rt.typedCopy",
    RtNewObject "internal/rt.newObject",
    RtMakeSlice "internal/rt.makeSlice",
    RtMapIterInit "internal/rt.mapIterInit",
    RtMapIterNext "internal/rt.mapIterNext",
    RtMapLen "internal/rt.mapLen",
    RtIfaceEqual "internal/rt.ifaceEqual",
    RtImplements "internal/rt.implements",
    RtMemequal "internal/rt.memequal",
    RtFmtFloat "internal/rt.fmtFloat",
    RtParseFloat "internal/rt.parseFloat",
    RtIndexByte "internal/rt.indexByte",
    RtIndexString "internal/rt.indexString",
    RtCompareString "internal/rt.compareString",
    RtFloat64bits "internal/rt.float64bits",
    RtFloat64frombits "internal/rt.float64frombits",
    RtFloat32bits "internal/rt.float32bits",
    RtFloat32frombits "internal/rt.float32frombits",
    MathSqrt "math.Sqrt",
    MathFloor "math.Floor",
    MathCeil "math.Ceil",
    MathTrunc "math.Trunc",
    MathAbs "math.Abs",
    MathFma "math.FMA",
    MathFloat64bits "math.Float64bits",
    MathFloat64frombits "math.Float64frombits",
    MathFloat32bits "math.Float32bits",
    MathFloat32frombits "math.Float32frombits",
    Gosched "runtime.Gosched",
    Gc "runtime.GC",
    Goexit "runtime.Goexit",
    NumGoroutine "runtime.NumGoroutine",
    NumCpu "runtime.NumCPU",
    Gomaxprocs "runtime.GOMAXPROCS",
    CallerInfo "runtime.callerInfo",
    PcInfo "runtime.pcInfo",
    GoroutineStack "runtime.goroutineStack",
    MemStats "runtime.memStats",
    SetFinalizer "runtime.setFinalizer",
    AddCleanup "runtime.addCleanup",
    StopCleanup "runtime.stopCleanup",
    SetGcPercent "runtime/debug.setGCPercent",
    TimeSleep "time.sleep",
    TimeStart "time.startTimer",
    TimeStop "time.stopTimer",
    TimeReset "time.resetTimer",
    MutexLock "sync.(*Mutex).Lock",
    MutexTryLock "sync.(*Mutex).TryLock",
    MutexUnlock "sync.(*Mutex).Unlock",
    RwLock "sync.(*RWMutex).Lock",
    RwTryLock "sync.(*RWMutex).TryLock",
    RwUnlock "sync.(*RWMutex).Unlock",
    RwRLock "sync.(*RWMutex).RLock",
    RwTryRLock "sync.(*RWMutex).TryRLock",
    RwRUnlock "sync.(*RWMutex).RUnlock",
    WgAdd "sync.(*WaitGroup).Add",
    WgDone "sync.(*WaitGroup).Done",
    WgWait "sync.(*WaitGroup).Wait",
    CondAdd "sync.condAdd",
    CondWait "sync.condWait",
    CondSignal "sync.condSignal",
    CondBroadcast "sync.condBroadcast",
    OnceEvent "sync.onceEvent",
    SyncGcCycle "sync.gcCycle",
    BubbleEnter "internal/synctest.enter",
    BubbleWait "internal/synctest.Wait",
    AtomicLoadI32 "sync/atomic.LoadInt32",
    AtomicLoadI64 "sync/atomic.LoadInt64",
    AtomicLoadU32 "sync/atomic.LoadUint32",
    AtomicLoadU64 "sync/atomic.LoadUint64",
    AtomicLoadUptr "sync/atomic.LoadUintptr",
    AtomicLoadPtr "sync/atomic.LoadPointer",
    AtomicStoreI32 "sync/atomic.StoreInt32",
    AtomicStoreI64 "sync/atomic.StoreInt64",
    AtomicStoreU32 "sync/atomic.StoreUint32",
    AtomicStoreU64 "sync/atomic.StoreUint64",
    AtomicStoreUptr "sync/atomic.StoreUintptr",
    AtomicStorePtr "sync/atomic.StorePointer",
    AtomicSwapI32 "sync/atomic.SwapInt32",
    AtomicSwapI64 "sync/atomic.SwapInt64",
    AtomicSwapU32 "sync/atomic.SwapUint32",
    AtomicSwapU64 "sync/atomic.SwapUint64",
    AtomicSwapUptr "sync/atomic.SwapUintptr",
    AtomicSwapPtr "sync/atomic.SwapPointer",
    AtomicCasI32 "sync/atomic.CompareAndSwapInt32",
    AtomicCasI64 "sync/atomic.CompareAndSwapInt64",
    AtomicCasU32 "sync/atomic.CompareAndSwapUint32",
    AtomicCasU64 "sync/atomic.CompareAndSwapUint64",
    AtomicCasUptr "sync/atomic.CompareAndSwapUintptr",
    AtomicCasPtr "sync/atomic.CompareAndSwapPointer",
    AtomicAddI32 "sync/atomic.AddInt32",
    AtomicAddI64 "sync/atomic.AddInt64",
    AtomicAddU32 "sync/atomic.AddUint32",
    AtomicAddU64 "sync/atomic.AddUint64",
    AtomicAddUptr "sync/atomic.AddUintptr",
    AtomicAndI32 "sync/atomic.AndInt32",
    AtomicAndI64 "sync/atomic.AndInt64",
    AtomicAndU32 "sync/atomic.AndUint32",
    AtomicAndU64 "sync/atomic.AndUint64",
    AtomicAndUptr "sync/atomic.AndUintptr",
    AtomicOrI32 "sync/atomic.OrInt32",
    AtomicOrI64 "sync/atomic.OrInt64",
    AtomicOrU32 "sync/atomic.OrUint32",
    AtomicOrU64 "sync/atomic.OrUint64",
    AtomicOrUptr "sync/atomic.OrUintptr",
    BitsLen64 "math/bits.Len64",
    BitsTrailingZeros64 "math/bits.TrailingZeros64",
    BitsOnesCount64 "math/bits.OnesCount64",
    BitsMul64 "math/bits.Mul64",
    BitsDivError "math/bits.divError",
    BitsOverflowError "math/bits.overflowError",
    MathFmod "math.fmod",
}
