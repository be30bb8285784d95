//! Names that packages of Go's library keep to themselves but that gc knows of, because something
//! exported that it may inline mentions them. It says of those that they are not exported, and of
//! all others that they are undefined. Found by asking gc 1.27.3 about each.

const NAMES: &[(&str, &str)] = &[
    (
        "bytes",
        "asciiSpace errUnreadByte genSplit indexFunc lastIndexFunc readOp splitSeq",
    ),
    ("cmp", "isNaN"),
    (
        "context",
        "backgroundCtx contextName emptyCtx todoCtx value withoutCancelCtx",
    ),
    ("crypto/md5", "digest"),
    ("crypto/sha1", "digest"),
    (
        "encoding/base32",
        "decodedLen decoder encoder newlineFilteringReader",
    ),
    (
        "encoding/base64",
        "decodedLen decoder encoder newlineFilteringReader",
    ),
    ("encoding/binary", "bigEndian littleEndian nativeEndian"),
    ("encoding/csv", "position"),
    ("encoding/hex", "decoder dumper encoder"),
    ("encoding/json", "checkValid"),
    (
        "encoding/xml",
        "errRawToken escapeText fieldFlags fieldInfo printer stack typeInfo",
    ),
    ("errors", "asType errorString joinError"),
    (
        "flag",
        "boolFuncValue boolValue durationValue errParse float64Value funcValue int64Value intValue newBoolValue newDurationValue newFloat64Value newInt64Value newIntValue newStringValue newUint64Value newUintValue stringValue uint64Value uintValue",
    ),
    ("fmt", "errorf stringReader"),
    ("hash/adler32", "digest update"),
    ("hash/crc32", "digest ieeeInitOnce update"),
    ("hash/crc64", "digest update"),
    ("hash/fnv", "sum128 sum128a sum32 sum32a sum64 sum64a"),
    (
        "hash/maphash",
        "comparableHash randUint64 runtime_rand writeComparable",
    ),
    ("html", "htmlEscaper"),
    (
        "io",
        "copyBuffer errOffset errWhence multiReader multiWriter nopCloser nopCloserWriterTo onceError pipe teeReader",
    ),
    ("io/fs", "dirInfo globWithLimit"),
    ("iter", "coro coroswitch goexitPanicValue newcoro"),
    ("log", "std"),
    ("maps", "clone"),
    (
        "math",
        "acos acosh archCeil archExp archFloor archHypot archLog archMax archMin archTrunc asin asinh atan atan2 atanh cbrt cos cosh erf erfc exp2 expm1 frexp ldexp log10 log1p log2 mod pow pow10negtab32 pow10postab32 pow10tab remainder sin sinh sqrt tan tanh",
    ),
    (
        "math/big",
        "divisor form low64 nat natOne stack stackInner stackPool",
    ),
    ("math/bits", "deBruijn32tab deBruijn64tab overflowError"),
    ("math/rand", "newSource rngSource"),
    ("math/rand/v2", "errUnmarshalPCG globalRand intType"),
    (
        "os",
        "dirFS executable file findProcess hostname readlink removeAll rename root sameFile tempDir timeout",
    ),
    ("path/filepath", "globWithLimit join splitList"),
    ("reflect", "elem"),
    (
        "regexp",
        "bitState compile entry input inputBytes inputReader inputString inputs job lazyFlag machine onePassInst onePassProg queue thread",
    ),
    (
        "runtime",
        "addCleanup breakpoint callers pinner sigset stack",
    ),
    (
        "runtime/debug",
        "freeOSMemory setGCPercent setMaxStack setMaxThreads setMemoryLimit setPanicOnFault",
    ),
    ("sort", "isNaN reverse"),
    (
        "strconv",
        "appendQuotedRuneWith appendQuotedWith quoteRuneWith quoteWith unquote",
    ),
    (
        "strings",
        "asciiSpace genSplit indexFunc lastIndexFunc replacer splitSeq",
    ),
    (
        "sync/atomic",
        "align64 b32 efaceWords firstStoreInProgress noCopy",
    ),
    (
        "syscall",
        "forkExec fstatat futimesat getsockopt gettimeofday openat pread ptrace pwrite read reboot sendfile setsockopt socket unlinkat utimes write",
    ),
    ("text/tabwriter", "cell"),
    (
        "text/template",
        "common missingKeyAction option parseFS parseFiles parseGlob readFileOS",
    ),
    (
        "text/template/parse",
        "elseNode endNode item itemType lexOptions lexer stateFn textFormat",
    ),
    (
        "time",
        "absCentury absCyear absDays absJanFeb absLeap absMonth absSeconds absYday fmtInt longDayNames longMonthNames parseStrictRFC3339 stopTimer unixTime utcLoc zone zoneTrans",
    ),
    ("unicode", "d isExcludingLatin properties to"),
    ("unicode/utf16", "decode"),
    (
        "unicode/utf8",
        "acceptRange acceptRanges appendRuneNonASCII decodeRuneInStringSlow decodeRuneSlow encodeRuneNonASCII first",
    ),
    (
        "unique",
        "canonMap clone cloneSeq entry indirect makeCloneSeq newCanonMap newEntryNode newIndirectNode node runtime_rand uniqueMap uniqueMaps zero",
    ),
    (
        "weak",
        "runtime_makeStrongFromWeak runtime_registerWeakPointer",
    ),
];

/// Whether gc calls `name` of library package `path` not exported rather than undefined.
pub(crate) fn known(path: &str, name: &str) -> bool {
    NAMES
        .iter()
        .any(|(p, names)| *p == path && names.split(' ').any(|n| n == name))
}
