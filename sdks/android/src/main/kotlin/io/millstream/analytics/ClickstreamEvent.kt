package io.millstream.analytics

/** Something that happened in the app: a name, attributes, and the things it was about. */
public class ClickstreamEvent private constructor(
    internal val name: String,
    internal val attributes: Map<String, Any?>,
    internal val items: List<Map<String, Any?>>,
) {
    public class Builder internal constructor() : AttributeBuilder<Builder>() {
        private var name = ""
        private var items: List<Map<String, Any?>> = emptyList()

        override fun self(): Builder = this

        public fun name(name: String): Builder = apply { this.name = name }

        public fun setItems(items: Array<out ClickstreamItem?>?): Builder =
            apply { this.items = items.orEmpty().mapNotNull { it?.values } }

        public fun build(): ClickstreamEvent = ClickstreamEvent(name, copy(), items)
    }

    public companion object {
        @JvmStatic
        public fun builder(): Builder = Builder()
    }
}
