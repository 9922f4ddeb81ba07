## 接口
programme-api-type = 此处须为 JSON 的 { $expected } 类型。
programme-api-unknown-field = 没有此字段。
programme-api-instant = 请填写整分钟且带时区偏移的时间，例如 2024-09-25T09:30:00+08:00。
programme-api-limit = 请填写 1 至 { $most } 之间的数字。
programme-api-cursor = 此游标并非由本接口给出，请去掉后从头读取。
programme-api-media-type = 请以 application/json 类型发送 JSON
programme-api-if-match = 请在 If-Match 中填写您所读取的 ETag
programme-api-stale = 有人先您一步修改，以下为最新内容
