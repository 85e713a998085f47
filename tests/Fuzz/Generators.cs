using AiProxy.Jsonata.Values;
using CsCheck;

namespace AiProxy.Fuzz.Tests;

/// <summary>Random values of JSON, and a loop that draws the same ones each time.</summary>
internal static class Generators
{
    public static readonly Gen<string> Text = Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 0, 8], Gen.String[Gen.Char['\0', '\ud7ff'], 0, 8], Gen.Const("😀é"));

    public static readonly Gen<double> Number = Gen.OneOf(Gen.Int.Select(i => (double)i), Gen.Double[-1e18, 1e18], Gen.Double[-1, 1], Gen.Const(0.1 + 0.2));

    public static readonly Gen<Value> Json = Gen.Recursive<Value>((depth, inner) => depth > 3
        ? Scalar
        : Gen.Frequency((2, Scalar), (1, inner.Array[0, 5].Select(Array)), (1, Gen.Select(Text, inner).Array[0, 5].Select(Object))));

    private static Gen<Value> Scalar => Gen.OneOf(Text.Select(Value.From), Number.Select(Value.From), Gen.Int[0, 2].Select(i => i == 0 ? Value.Null : Value.From(i == 1)));

    public static void ForAll<T>(this Gen<T> generator, Action<T> assert)
    {
        for (ulong seed = 0; seed < 2_000; seed++)
        {
            assert(generator.Generate(new PCG(1, seed), null, out _));
        }
    }

    private static Value Array(Value[] items)
    {
        var builder = new ArrayBuilder(items.Length);
        foreach (var item in items)
        {
            builder.Add(item);
        }

        return Value.From(builder.Build());
    }

    private static Value Object((string Name, Value Value)[] members)
    {
        var builder = new ObjectBuilder(members.Length);
        foreach (var (name, value) in members)
        {
            builder.Add(name, value);
        }

        return Value.From(builder.Build());
    }
}
