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
}
