using System.Buffers;
using System.Text;
using System.Text.Json;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Tests.Values;

public sealed class ValueTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[true,false,null,"x"],"c":{}}""")]
    [InlineData("""[{"a":1,"b":2},{"a":3,"b":4},{"a":5},{"b":6,"a":7},{"a":1,"b":2,"c":[]}]""")]
    [InlineData("""[[{"p":{"q":1}},{"p":{"q":2}}],[{"p":{"q":3}}],[]]""")]
    [InlineData("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001é€😀\"")]
    [InlineData("\"\\ud800x\"")]
    [InlineData("1.5")]
    [InlineData("-0.000001")]
    [InlineData("""{"id":9007199254740993,"least":-9223372036854775808,"most":9223372036854775807}""")]
    public void ToJson_OfParsedText_GivesTheSameText(string json)
    {
        var value = Value.Parse(json);
        Assert.Equal(json, value.ToJson());
        Assert.Equal(Encoding.UTF8.GetByteCount(json), value.Utf8Size);
        var buffer = new ArrayBufferWriter<byte>();
        value.WriteTo(buffer);
        Assert.Equal(json, Encoding.UTF8.GetString(buffer.WrittenSpan));
        Assert.True(Value.DeepEquals(value, Value.Parse(json)));
        Assert.Equal(value.GetHashCode(), Value.Parse(json).GetHashCode());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1.25e-6, "0.00000125")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(-1.25e-10, "-1.25e-10")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(9007199254740993.0, "9007199254740992")]
    [InlineData(1234567890123456.7, "1234567890123456.8")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    public void ToJson_OfNumber_PrintsAsJavaScript(double number, string text)
    {
        Assert.Equal(text, Value.From(number).ToJson());
        Assert.Equal(text.Length, Value.From(number).Utf8Size);
    }

    [Theory]
    [InlineData("9223372036854775808", "9223372036854776000")]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("9007199254740993.0", "9007199254740992")]
    [InlineData("1e400", null)]
    public void Parse_NumberOfManyDigits_IsExactWhileItIsAWholeNumberOf64Bits(string json, string? expected)
    {
        if (expected is null)
        {
            Assert.Throws<JsonException>(() => Value.Parse(json));
            return;
        }

        Assert.Equal(expected, Value.Parse(json).ToJson());
    }

    /// <summary>Its shortest digits are not its exact ones, and read back as the number itself.</summary>
    [Fact]
    public void Parse_WhatALargeNumberPrintsAs_IsThatNumber()
    {
        var value = Value.From(107626724201736200.0);

        Assert.Equal("107626724201736200", value.ToJson());
        Assert.Equal(value, Value.Parse(value.ToJson()));
    }

    [Fact]
    public void Equals_ExactIntegers_AreComparedDigitByDigit()
    {
        Assert.NotEqual(Value.Parse("9007199254740993"), Value.Parse("9007199254740992"));
        Assert.NotEqual(Value.Parse("9223372036854775806"), Value.Parse("9223372036854775807"));
        Assert.Equal(Value.Parse("9007199254740993"), Value.Parse("9007199254740993"));
        Assert.Equal(9007199254740992, Value.Parse("9007199254740993").AsNumber());
    }

    [Theory]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    [InlineData(double.NaN, "\"NaN\"")]
    public void ToJson_OfNonFiniteNumber_WritesAString(double number, string text)
    {
        Assert.Equal(text, Value.From(number).ToJson());
        Assert.Equal(text.Length, Value.From(number).Utf8Size);
    }

    [Fact]
    public void Parse_DuplicateKeys_LastValueAtFirstPosition() =>
        Assert.Equal("""{"a":3,"b":2}""", Value.Parse("""{"a":1,"b":2,"a":3}""").ToJson());

    [Fact]
    public void Parse_DuplicateKeysInLikeSibling_LastValueAtFirstPosition() =>
        Assert.Equal("""[{"a":1,"b":2},{"a":3,"b":2}]""", Value.Parse("""[{"a":1,"b":2},{"a":1,"b":2,"a":3}]""").ToJson());

    // More than once: a test that runs beside this one may have put its own keys in their place.
    [Fact]
    public void Parse_DocumentsOfOneKind_ShareTheirKeys() => Assert.Contains(Enumerable.Range(0, 10), _ =>
    {
        var first = Value.Parse("""{"kindred":{"x":1},"y":2}""").AsObject();
        var second = Value.Parse("""{"kindred":{"x":3},"y":4}""").AsObject();
        return ReferenceEquals(first.KeyAt(1), second.KeyAt(1))
            && ReferenceEquals(first.ValueAt(0).AsObject().KeyAt(0), second.ValueAt(0).AsObject().KeyAt(0));
    });

    [Theory]
    [InlineData("""{"stray":1,"b":2}""")]
    [InlineData("""{"stray":1}""")]
    [InlineData("""{"stray":1,"b":2,"c":{"d":[{"e":3},{"f":4}]}}""")]
    [InlineData("""{"stray":1,"c":{"d":[]},"b":2}""")]
    [InlineData("""{"stray":{"stray":{"stray":1}}}""")]
    public void Parse_OtherDocumentsBefore_AreOfNoConsequence(string json)
    {
        Value.Parse("""{"stray":0,"b":0,"c":{"d":[{"e":0,"f":0}]}}""");
        Assert.Equal(json, Value.Parse(json).ToJson());
        Assert.Equal(json, Value.Parse(json).ToJson());
    }

    [Fact]
    public void Parse_ObjectOfManyKeys_IsNotKeptInMind()
    {
        var json = $"{{{string.Join(',', Enumerable.Range(0, 65).Select(i => $"\"many{i}\":{i}"))}}}";
        Assert.NotSame(Value.Parse(json).AsObject().KeyAt(64), Value.Parse(json).AsObject().KeyAt(64));
    }

    [Fact]
    public void Parse_LikeSiblings_ShareTheirKeys()
    {
        var array = Value.Parse("""[{"a":{"x":1}},{"a":{"x":2}}]""").AsArray();
        Assert.Same(array[0].AsObject().Shape, array[1].AsObject().Shape);
        Assert.Same(array[0].AsObject().ValueAt(0).AsObject().Shape, array[1].AsObject().ValueAt(0).AsObject().Shape);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("1 2")]
    [InlineData("{\"a\":}")]
    [InlineData("1e400")]
    [InlineData("nope")]
    public void Parse_BadJson_ThrowsJsonException(string json) => Assert.ThrowsAny<JsonException>(() => Value.Parse(json));

    [Fact]
    public void Parse_TooDeep_ThrowsJsonException() =>
        Assert.ThrowsAny<JsonException>(() => Value.Parse(new string('[', 513) + new string(']', 513)));

    [Fact]
    public void Create_TooDeep_ThrowsValueDepthException()
    {
        var value = Value.Parse(new string('[', Value.MaxDepth) + new string(']', Value.MaxDepth));
        Assert.Throws<ValueDepthException>(() => ArrayValue.Create([value]));
        Assert.Throws<ValueDepthException>(() => ObjectValue.Empty.With("a", value));
    }

    [Fact]
    public void Default_IsUndefinedAndNotNull()
    {
        Value value = default;
        Assert.True(value.IsUndefined);
        Assert.Equal(ValueKind.Undefined, value.Kind);
        Assert.NotEqual(Value.Null, value);
        Assert.Throws<InvalidOperationException>(() => value.ToJson());
    }

    [Fact]
    public void With_KeepsTheOriginalAndTheOrder()
    {
        var original = Value.Parse("""{"a":1,"b":2}""").AsObject();
        Assert.Equal("""{"a":1,"b":3}""", Value.From(original.With("b", Value.From(3))).ToJson());
        Assert.Equal("""{"a":1,"b":2,"c":null}""", Value.From(original.With("c", Value.Null)).ToJson());
        Assert.Equal("""{"b":2}""", Value.From(original.With("a", Value.Undefined)).ToJson());
        Assert.Equal("""{"a":1,"b":2}""", Value.From(original).ToJson());
    }

    [Fact]
    public void ObjectBuilder_ManyKeys_FindsEach()
    {
        var builder = new ObjectBuilder();
        for (var i = 0; i < 100; i++)
        {
            builder.Add($"k{i % 50}", Value.From(i));
        }

        builder.Add("gone", Value.Undefined);
        var value = builder.Build();
        Assert.Equal(50, value.Count);
        Assert.True(value.TryGetValue("k7", out var seven));
        Assert.Equal(57, seven.AsNumber());
        Assert.False(value.TryGetValue("gone", out _));
    }

    [Theory]
    [InlineData("""{"a":1,"b":[1,2]}""", """{"b":[1,2],"a":1}""", true)]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""", false)]
    [InlineData("""{"a":1,"c":2}""", """{"a":1,"b":2}""", false)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("1", "1.0", true)]
    [InlineData("1", "\"1\"", false)]
    [InlineData("null", "false", false)]
    [InlineData("[]", "{}", false)]
    public void DeepEquals_ComparesAsJson(string left, string right, bool expected)
    {
        Assert.Equal(expected, Value.DeepEquals(Value.Parse(left), Value.Parse(right)));
        if (expected)
        {
            Assert.Equal(Value.Parse(left).GetHashCode(), Value.Parse(right).GetHashCode());
        }
    }

    [Fact]
    public void AsString_OfNumber_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => Value.From(1).AsString());
        Assert.Throws<InvalidOperationException>(() => Value.From("x").AsNumber());
        Assert.Throws<InvalidOperationException>(() => Value.Null.AsBoolean());
        Assert.Throws<InvalidOperationException>(() => Value.Null.AsArray());
        Assert.Throws<InvalidOperationException>(() => Value.Null.AsObject());
    }

    [Fact]
    public void Range_BehavesAsAnArray()
    {
        var range = ArrayValue.Range(5, 3, ArrayFlags.Sequence);
        Assert.Equal(6, range[1].AsNumber());
        Assert.Throws<ArgumentOutOfRangeException>(() => range[3]);
        Assert.Equal("[5,6,7]", Value.From(range).ToJson());
        Assert.Equal(3, range.Span.Length);
    }

    [Fact]
    public void Utf8Size_OfSharedParts_SaturatesInsteadOfWalkingForever()
    {
        var value = Value.From("x");
        for (var i = 0; i < 200; i++)
        {
            value = Value.From(ArrayValue.Create([value, value]));
        }

        Assert.Equal(int.MaxValue, value.Utf8Size);
        Assert.Throws<InvalidOperationException>(() => value.ToJson());
    }

    [Fact]
    public void WriteTo_Utf8JsonWriter_FollowsTheWritersOptions()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            Value.Parse("""{"a":[1,1e21,"x",null,true]}""").WriteTo(writer);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        Assert.Equal("""[1,1e+21,"x",null,true]""", Value.Parse(document.RootElement.GetProperty("a").GetRawText()).ToJson());
        Assert.Contains("\n", Encoding.UTF8.GetString(buffer.WrittenSpan), StringComparison.Ordinal);
    }
}
