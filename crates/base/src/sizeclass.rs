//! Go's size classes (runtime/sizeclasses.go): which block a request gets, and how `append` rounds
//! capacities. Figures only: no memory is handed out here.

/// Bytes of an object of each class; class 0 stands for large objects.
pub const CLASS_SIZE: [u16; 68] = [
    0, 8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320,
    352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792,
    2048, 2304, 2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728,
    10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672,
    32768,
];

/// 8 KiB pages of a span of each class.
pub const CLASS_PAGES: [u8; 68] = [
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 2, 1, 2, 1, 2, 1, 3, 2, 3, 1, 3, 2, 3, 4, 5, 6, 1, 7, 6, 5, 4, 3, 5, 7, 2, 9, 7, 5, 8,
    3, 10, 7, 4,
];

/// Bytes of a heap page.
pub const HEAP_PAGE: u64 = 8192;
const MAX_SMALL: u64 = 32768;
/// Objects with pointers above this size carry a type word in gc's heap, which takes room.
const HEADER_ABOVE: u64 = 512;
const HEADER: u64 = 8;

/// Class of the multiples of 8 up to 1024.
const CLASS_OF_8: [u8; 129] = table();

const fn table() -> [u8; 129] {
    let mut t = [0; 129];
    let mut class = 0;
    let mut i = 0;
    while i < 129 {
        while (CLASS_SIZE[class] as usize) < i * 8 {
            class += 1;
        }
        t[i] = class as u8;
        i += 1;
    }
    t
}

/// The class for a request of `size` bytes (header included), `None` for large objects.
#[inline]
pub fn class_of(size: u64) -> Option<u8> {
    if size <= 1024 {
        return CLASS_OF_8.get(size.div_ceil(8) as usize).copied();
    }
    if size > MAX_SMALL {
        return None;
    }
    Some(CLASS_SIZE.partition_point(|s| u64::from(*s) < size) as u8)
}

/// Usable bytes of the block that a request of `size` bytes gets.
pub fn round_up(size: u64, noscan: bool) -> u64 {
    let header = if !noscan && size > HEADER_ABOVE {
        HEADER
    } else {
        0
    };
    if size <= MAX_SMALL - HEADER
        && let Some(class) = class_of(size + header)
        && let Some(bytes) = CLASS_SIZE.get(usize::from(class))
    {
        return u64::from(*bytes) - header;
    }
    size.checked_next_multiple_of(HEAP_PAGE).unwrap_or(size)
}

/// Bytes of the block that a value of `size` bytes gets in gc's heap: its size class, or whole pages
/// for large ones. With pointers, larger values carry a header; where that begins depends on the
/// bytes of a word. A value without bytes gets no block.
pub fn block(size: u64, noscan: bool, word: u64) -> u64 {
    if size == 0 {
        return 0;
    }
    // One word of the heap bitmap's bits per pointer.
    let header = match !noscan && size > word * word * 8 {
        true => HEADER,
        false => 0,
    };
    if size <= MAX_SMALL - HEADER
        && let Some(class) = class_of(size + header)
        && let Some(bytes) = CLASS_SIZE.get(usize::from(class))
    {
        return u64::from(*bytes);
    }
    size.checked_next_multiple_of(HEAP_PAGE).unwrap_or(size)
}

/// Capacity that `append` asks for before rounding.
pub fn next_cap(new_len: i64, old_cap: i64) -> i64 {
    const THRESHOLD: i64 = 256;
    let double = old_cap.wrapping_mul(2);
    if new_len > double {
        return new_len;
    }
    if old_cap < THRESHOLD {
        return double;
    }
    let mut cap = old_cap;
    loop {
        cap = cap.wrapping_add(cap.wrapping_add(3 * THRESHOLD) >> 2);
        if cap as u64 >= new_len as u64 {
            break;
        }
    }
    if cap <= 0 { new_len } else { cap }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capacities_of_appended_ints_are_those_of_gc() {
        let mut cap = 0;
        let mut seen = Vec::new();
        for len in 1..=2000 {
            if len > cap {
                let want = next_cap(len, cap);
                cap = (round_up(want as u64 * 8, true) / 8) as i64;
                seen.push(cap);
            }
        }
        assert_eq!(
            seen,
            [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 848, 1280, 1792, 2560]
        );
    }

    #[test]
    fn classes() {
        assert_eq!(round_up(1, true), 8);
        assert_eq!(round_up(33, true), 48);
        assert_eq!(round_up(520, false), 568);
        assert_eq!(round_up(32769, true), 40960);
        assert_eq!(class_of(32768), Some(67));
        assert_eq!(class_of(1025), Some(33));
        assert_eq!((block(0, true, 8), block(40, false, 8)), (0, 48));
        assert_eq!((block(512, false, 8), block(513, false, 8)), (512, 576));
        assert_eq!((block(128, false, 4), block(129, false, 4)), (128, 144));
        assert_eq!(
            (block(32760, true, 8), block(32769, true, 8)),
            (32768, 40960)
        );
    }
}
