package other

import "ex/a"

var Name = a.Name + "-b"
