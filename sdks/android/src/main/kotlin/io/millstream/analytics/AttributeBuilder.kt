package io.millstream.analytics

/** Collects attributes by name; a name given again takes the last value. Values are checked when they are recorded. */
public abstract class AttributeBuilder<B : AttributeBuilder<B>> internal constructor() {
    internal val values: LinkedHashMap<String, Any?> = LinkedHashMap()

    public fun add(name: String, value: String?): B = put(name, value)

    public fun add(name: String, value: Boolean): B = put(name, value)

    public fun add(name: String, value: Int): B = put(name, value)

    public fun add(name: String, value: Long): B = put(name, value)

    public fun add(name: String, value: Double): B = put(name, value)

    /** Adds everything in [attributes]; what is no text, number or boolean is refused when the event is recorded (error 2006). */
    public fun addAll(attributes: Map<String, *>?): B {
        for ((name, value) in attributes.orEmpty()) put(name, value)
        return self()
    }

    internal abstract fun self(): B

    private fun put(name: String, value: Any?): B {
        // Taken out first, so that the order is that of the last mention.
        values.remove(name)
        values[name] = value
        return self()
    }

    internal fun copy(): Map<String, Any?> = LinkedHashMap(values)
}
