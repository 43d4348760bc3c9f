package io.millstream.analytics

/** Attributes of the current user; a null value removes one. */
public class ClickstreamUserAttribute private constructor(internal val values: Map<String, Any?>) {
    public class Builder internal constructor() : AttributeBuilder<Builder>() {
        override fun self(): Builder = this

        public fun build(): ClickstreamUserAttribute = ClickstreamUserAttribute(copy())
    }

    public companion object {
        @JvmStatic
        public fun builder(): Builder = Builder()
    }
}
