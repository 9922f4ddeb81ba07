## The API
programme-api-type = This must be of the JSON type { $expected }.
programme-api-unknown-field = There is no such field.
programme-api-instant = Give an instant on a whole minute with its offset, such as 2024-09-25T09:30:00+08:00.
programme-api-limit = Give a number from 1 to { $most }.
programme-api-cursor = This cursor was not given out here. Begin again without one.
programme-api-media-type = Send JSON with the content type application/json
programme-api-if-match = Send the ETag that you have read in If-Match
programme-api-stale = Somebody else was faster; this is what it is now
