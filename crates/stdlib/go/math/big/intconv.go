// Integers as text.

package big

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Text is x in a base from 2 to MaxBase.
func (x *Int) Text(base int) string {
	if x == nil {
		return "<nil>"
	}
	return string(x.abs.text(x.neg, base))
}

// Append appends Text.
func (x *Int) Append(buf []byte, base int) []byte {
	if x == nil {
		return append(buf, "<nil>"...)
	}
	return append(buf, x.abs.text(x.neg, base)...)
}

// String is x in base 10.
func (x *Int) String() string { return x.Text(10) }

// SetString makes z the number that s says in a base from 2 to MaxBase; in base 0 a prefix tells the
// base, and underscores may part digits.
func (z *Int) SetString(s string, base int) (*Int, bool) {
	r := strings.NewReader(s)
	if err := z.scan(r, base); err != nil || r.Len() > 0 {
		return nil, false
	}
	return z, true
}

func (z *Int) scan(r io.ByteScanner, base int) error {
	neg, err := scanSign(r)
	if err != nil {
		return err
	}
	abs, _, _, err := z.abs.scan(r, base, false)
	z.become(abs, neg)
	return err
}

// scanState reads bytes off what fmt scans.
type scanState struct{ fmt.ScanState }

func (s scanState) ReadByte() (byte, error) {
	c, size, err := s.ReadRune()
	if err == nil && size != 1 {
		err = fmt.Errorf("invalid rune %#U", c)
	}
	return byte(c), err
}

func (s scanState) UnreadByte() error { return s.UnreadRune() }

// Scan is for package fmt.
func (z *Int) Scan(s fmt.ScanState, ch rune) error {
	s.SkipSpace()
	base := 0
	switch ch {
	case 'b':
		base = 2
	case 'o':
		base = 8
	case 'd':
		base = 10
	case 'x', 'X':
		base = 16
	case 's', 'v':
	default:
		return errors.New("Int.Scan: invalid verb")
	}
	return z.scan(scanState{s}, base)
}

// Format is for package fmt.
func (x *Int) Format(s fmt.State, ch rune) {
	base := 10
	prefix := ""
	switch ch {
	case 'b':
		base, prefix = 2, "0b"
	case 'o':
		base, prefix = 8, "0"
	case 'O':
		base = 8
	case 'd', 's', 'v':
	case 'x', 'X':
		base, prefix = 16, "0"+string(ch)
	default:
		fmt.Fprintf(s, "%%!%c(big.Int=%s)", ch, x.String())
		return
	}
	if x == nil {
		io.WriteString(s, "<nil>")
		return
	}
	if !s.Flag('#') {
		prefix = ""
	}
	if ch == 'O' {
		prefix = "0o"
	}
	sign := ""
	switch {
	case x.neg:
		sign = "-"
	case s.Flag('+'):
		sign = "+"
	case s.Flag(' '):
		sign = " "
	}
	text := string(x.abs.text(false, base))
	if ch == 'X' {
		text = strings.ToUpper(text)
	}
	precision, precise := s.Precision()
	if precise {
		if text == "0" && precision == 0 {
			return
		}
		text = strings.Repeat("0", max(0, precision-len(text))) + text
	}
	if width, ok := s.Width(); ok {
		fill := max(0, width-len(sign)-len(prefix)-len(text))
		switch {
		case s.Flag('-'):
			text += strings.Repeat(" ", fill)
		case s.Flag('0') && !precise:
			text = strings.Repeat("0", fill) + text
		default:
			sign = strings.Repeat(" ", fill) + sign
		}
	}
	io.WriteString(s, sign+prefix+text)
}

const gobVersion = 1

// GobEncode is for package encoding/gob.
func (x *Int) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	first := byte(gobVersion << 1)
	if x.neg {
		first |= 1
	}
	return append([]byte{first}, x.Bytes()...), nil
}

// GobDecode is the inverse of GobEncode.
func (z *Int) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Int{}
		return nil
	}
	if buf[0]>>1 != gobVersion {
		return fmt.Errorf("Int.GobDecode: encoding version %d not supported", buf[0]>>1)
	}
	z.abs = z.abs.setBytes(buf[1:])
	z.neg = buf[0]&1 != 0
	return nil
}

// AppendText appends x in base 10.
func (x *Int) AppendText(b []byte) ([]byte, error) { return x.Append(b, 10), nil }

// MarshalText is x in base 10.
func (x *Int) MarshalText() ([]byte, error) { return x.AppendText(nil) }

// UnmarshalText is SetString in base 0.
func (z *Int) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text), 0); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Int", text)
	}
	return nil
}

// MarshalJSON is x in base 10.
func (x *Int) MarshalJSON() ([]byte, error) {
	if x == nil {
		return []byte("null"), nil
	}
	return x.AppendText(nil)
}

// UnmarshalJSON is UnmarshalText, and leaves z alone for null.
func (z *Int) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		return nil
	}
	return z.UnmarshalText(text)
}
