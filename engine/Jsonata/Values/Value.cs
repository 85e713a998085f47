using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace AiProxy.Jsonata.Values;

/// <summary>
/// An immutable JSON value, or a function, or nothing. Sixteen bytes; containers are shared by reference and never copied.
/// <c>default</c> is <see cref="Undefined"/>.
/// </summary>
/// <remarks>
/// The struct can tear: do not keep one in a field that another thread writes; publish it through an immutable object.
/// </remarks>
public readonly struct Value : IEquatable<Value>
{
    /// <summary>
    /// The deepest nesting of arrays and objects. Deeper ones cannot be parsed or built, so that walking a value is always safe.
    /// </summary>
    public const int MaxDepth = 512;

    internal readonly object? Ref;
    internal readonly double Num;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Value(object? reference) => Ref = reference;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Value(object? reference, double number)
    {
        Ref = reference;
        Num = number;
    }

    /// <summary>Nothing: not JSON's null.</summary>
    public static Value Undefined => default;

    /// <summary>JSON null.</summary>
    public static Value Null => new(Tag.Null);

    /// <summary>JSON true.</summary>
    public static Value True => new(Tag.True);

    /// <summary>JSON false.</summary>
    public static Value False => new(Tag.False);

    /// <summary>What kind of value this is.</summary>
    public ValueKind Kind => Ref switch
    {
        null => ValueKind.Undefined,
        string => ValueKind.String,
        ObjectValue => ValueKind.Object,
        ArrayValue => ValueKind.Array,
        Tag tag => tag.Kind,
        ExactInteger => ValueKind.Number,
        _ => ValueKind.Function,
    };

    /// <summary>Whether this is <see cref="Undefined"/>.</summary>
    public bool IsUndefined => Ref is null;

    /// <summary>Whether this is JSON null.</summary>
    public bool IsNull => ReferenceEquals(Ref, Tag.Null);

    internal bool IsNumber
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Ref, Tag.Number) || Ref is ExactInteger;
    }

    internal bool IsBoolean => ReferenceEquals(Ref, Tag.True) || ReferenceEquals(Ref, Tag.False);

    internal bool IsTrue => ReferenceEquals(Ref, Tag.True);

    /// <summary>
    /// The bytes of the compact JSON that <see cref="ToJson"/> would give. Cached in containers, so asking again is O(1). 0 for undefined.
    /// </summary>
    public int Utf8Size => JsonSize.Of(this);

    /// <summary>Whether two values are equal; see <see cref="Equals(Value)"/>.</summary>
    public static bool operator ==(Value left, Value right) => DeepEquals(left, right);

    /// <summary>Whether two values differ; see <see cref="Equals(Value)"/>.</summary>
    public static bool operator !=(Value left, Value right) => !DeepEquals(left, right);

    /// <summary>A string; undefined if <paramref name="text"/> is null.</summary>
    public static Value From(string? text) => new(text);

    /// <summary>A number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value From(double number) => new(Tag.Number, number);

    internal static Value From(ExactInteger integer) => new(integer, integer.Number);

    /// <summary>A boolean.</summary>
    public static Value From(bool flag) => new(flag ? Tag.True : Tag.False);

    /// <summary>An array.</summary>
    public static Value From(ArrayValue array) => new(array);

    /// <summary>An object.</summary>
    public static Value From(ObjectValue value) => new(value);

    /// <summary>Parses JSON text in UTF-8. Of duplicate keys the last value counts, at the first one's position.</summary>
    /// <exception cref="JsonException">
    /// The text is not one JSON value, or nests deeper than <see cref="MaxDepth"/>. Has line and position.
    /// </exception>
    public static Value Parse(ReadOnlySpan<byte> utf8Json) => JsonValueReader.Parse(utf8Json);

    /// <summary>Parses JSON text. Of duplicate keys the last value counts, at the first one's position.</summary>
    /// <exception cref="JsonException">
    /// The text is not one JSON value, or nests deeper than <see cref="MaxDepth"/>. Has line and position.
    /// </exception>
    public static Value Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(json.Length));
        try
        {
            return JsonValueReader.Parse(rented.AsSpan(0, Encoding.UTF8.GetBytes(json, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    internal static bool DeepEquals(Value left, Value right) => ValueEquality.DeepEquals(left, right);

    /// <summary>The string.</summary>
    /// <exception cref="InvalidOperationException">This is not a string.</exception>
    public string AsString() => Ref as string ?? throw WrongKind(ValueKind.String);

    /// <summary>The number. A whole number of JSON text that no double can hold is the nearest one; printed, it keeps its digits.</summary>
    /// <exception cref="InvalidOperationException">This is not a number.</exception>
    public double AsNumber() => IsNumber ? Num : throw WrongKind(ValueKind.Number);

    /// <summary>The boolean.</summary>
    /// <exception cref="InvalidOperationException">This is not a boolean.</exception>
    public bool AsBoolean() => IsBoolean ? IsTrue : throw WrongKind(ValueKind.Boolean);

    /// <summary>The array.</summary>
    /// <exception cref="InvalidOperationException">This is not an array.</exception>
    public ArrayValue AsArray() => Ref as ArrayValue ?? throw WrongKind(ValueKind.Array);

    /// <summary>The object.</summary>
    /// <exception cref="InvalidOperationException">This is not an object.</exception>
    public ObjectValue AsObject() => Ref as ObjectValue ?? throw WrongKind(ValueKind.Object);

    /// <summary>
    /// Writes the value; the writer's own options decide about indentation and escaping. Numbers are printed as JavaScript does,
    /// infinities and NaN as strings, functions as empty strings.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is undefined.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        JsonValueWriter.Write(this, writer);
    }

    /// <summary>Writes compact JSON in UTF-8, exactly <see cref="Utf8Size"/> bytes.</summary>
    /// <exception cref="InvalidOperationException">This is undefined.</exception>
    public void WriteTo(IBufferWriter<byte> buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        JsonValueWriter.Write(this, buffer);
    }

    /// <summary>The compact JSON text: numbers as JavaScript prints them, only what JSON requires escaped.</summary>
    /// <exception cref="InvalidOperationException">This is undefined, or its text would exceed two gigabytes.</exception>
    public string ToJson() => JsonValueWriter.ToText(this);

    /// <summary>
    /// Whether two values are the same JSON: arrays item by item, objects whatever the order of their keys, functions by identity.
    /// </summary>
    public bool Equals(Value other) => DeepEquals(this, other);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Value other && DeepEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => ValueEquality.Hash(this);

    /// <summary>The JSON text, or "undefined"; for logs and debuggers.</summary>
    public override string ToString() => IsUndefined ? "undefined" : ToJson();

    private InvalidOperationException WrongKind(ValueKind wanted) => new($"Expected {wanted}, the value is {Kind}.");
}
