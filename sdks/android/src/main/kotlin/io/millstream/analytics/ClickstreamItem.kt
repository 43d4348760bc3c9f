package io.millstream.analytics

/**
 * One thing bought, seen or put into a cart. An item without [ClickstreamAnalytics.Item.ITEM_ID] is dropped; up to 10
 * keys besides the named ones.
 */
public class ClickstreamItem private constructor(internal val values: Map<String, Any?>) {
    public class Builder internal constructor() : AttributeBuilder<Builder>() {
        override fun self(): Builder = this

        public fun build(): ClickstreamItem = ClickstreamItem(copy())
    }

    public companion object {
        @JvmStatic
        public fun builder(): Builder = Builder()
    }
}
