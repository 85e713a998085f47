namespace AiProxy.Jsonata.Values;

/// <summary>The kinds of value an expression can yield.</summary>
public enum ValueKind : byte
{
    /// <summary>Nothing at all: a path that matched nothing, an unbound variable. Not JSON's null.</summary>
    Undefined,

    /// <summary>JSON null.</summary>
    Null,

    /// <summary>JSON true or false.</summary>
    Boolean,

    /// <summary>An IEEE 754 double.</summary>
    Number,

    /// <summary>A string of UTF-16 code units.</summary>
    String,

    /// <summary>An <see cref="ArrayValue"/>.</summary>
    Array,

    /// <summary>An <see cref="ObjectValue"/>.</summary>
    Object,

    /// <summary>A function: a lambda, a built-in, or a partial application.</summary>
    Function,
}
