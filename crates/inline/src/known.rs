//! What is known of the library's functions: what those cost that gc can inline. Real Go said so
//! (`cargo xtask inlining --facts` writes the table); the library that Sudog runs is not Go's own.

use escape::key;
use types::{ObjId, World};

/// A paragraph for each package: its path after `=`, then a line for each cost with the functions
/// that cost so much: `5 Int64.Add Int64.Load`. Functions that are not there cannot be inlined.
const TABLE: &str = include_str!("costs.txt");

/// Packages whose functions (some of them) are instructions of the processor.
const BITS: &str = " LeadingZeros LeadingZeros8 LeadingZeros16 LeadingZeros32 LeadingZeros64 Len Len8 \
    Len16 Len32 Len64 TrailingZeros TrailingZeros8 TrailingZeros16 TrailingZeros32 TrailingZeros64 \
    ReverseBytes ReverseBytes16 ReverseBytes32 ReverseBytes64 OnesCount OnesCount8 OnesCount16 \
    OnesCount32 OnesCount64 RotateLeft RotateLeft8 RotateLeft16 RotateLeft32 RotateLeft64 Add Add64 \
    Sub Sub64 Mul Mul64 Div64 ";
const MATH: &str = " Sqrt Trunc Ceil Floor RoundToEven Abs Copysign FMA ";

/// What a call of a library function adds to the call's own nodes, if the function is inlined or an
/// instruction.
pub(crate) fn cost(w: &World, o: ObjId) -> Option<i32> {
    let path = w.packages[w.objects[o].pkg].path.as_str();
    let key = key(w, o);
    let listed = |list: &str| list.contains(&format!(" {key} "));
    match path {
        "sync/atomic" if !key.contains('.') => return Some(0),
        "math/bits" if listed(BITS) => return Some(0),
        "math" if listed(MATH) => return Some(0),
        "runtime" if key == "KeepAlive" => return Some(0),
        _ => {}
    }
    let rest = TABLE.split_once(&format!("={path}\n"))?.1;
    rest.lines()
        .take_while(|l| !l.starts_with('='))
        .find_map(|l| {
            let (cost, names) = l.split_once(' ')?;
            names
                .split(' ')
                .any(|n| n == key)
                .then(|| cost.parse().ok())?
        })
}
