ui-skip = Skip to content
