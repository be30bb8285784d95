package unused

import "ex/nothere"

func f() int { return nothere.X }
