programme-problem-absence-order = 结束时间须晚于开始时间。
programme-problem-absence-long = 时间超过 { $days } 天。完全不能出席的人员请直接替换。
programme-problem-absences = 条目过多。请删除一些，或改填更长的时段。
