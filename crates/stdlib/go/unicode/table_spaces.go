// Generated from Unicode 17.0.0: the categories of separators.

package unicode

// The categories by their Unicode names, and by Go's longer ones.
var (
	Space = tableZ
	Z     = tableZ
	Zl    = tableZl
	Zp    = tableZp
	Zs    = tableZs
)

var tableZ = &RangeTable{
	R16: []Range16{
		{0x20, 0xa0, 128}, {0x1680, 0x2000, 2432}, {0x2001, 0x200a, 1}, {0x2028, 0x2029, 1},
		{0x202f, 0x205f, 48}, {0x3000, 0x3000, 1},
	},
	LatinOffset: 1,
}

var tableZl = &RangeTable{
	R16: []Range16{
		{0x2028, 0x2028, 1},
	},
}

var tableZp = &RangeTable{
	R16: []Range16{
		{0x2029, 0x2029, 1},
	},
}

var tableZs = &RangeTable{
	R16: []Range16{
		{0x20, 0xa0, 128}, {0x1680, 0x2000, 2432}, {0x2001, 0x200a, 1}, {0x202f, 0x205f, 48},
		{0x3000, 0x3000, 1},
	},
	LatinOffset: 1,
}
