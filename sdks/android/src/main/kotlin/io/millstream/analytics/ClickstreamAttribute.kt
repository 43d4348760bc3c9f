package io.millstream.analytics

/** Attributes of all later events, for [ClickstreamAnalytics.addGlobalAttributes]. */
public class ClickstreamAttribute private constructor(internal val values: Map<String, Any?>) {
    public class Builder internal constructor() : AttributeBuilder<Builder>() {
        override fun self(): Builder = this

        public fun build(): ClickstreamAttribute = ClickstreamAttribute(copy())
    }

    public companion object {
        @JvmStatic
        public fun builder(): Builder = Builder()
    }
}
