programme-problem-absence-order = The end is not after the beginning.
programme-problem-absence-long = This is longer than { $days } days. Somebody who cannot come at all is replaced instead.
programme-problem-absences = There are too many entries. Remove some, or enter longer spans.
