using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.StepFunctions;

/// <summary>What Step Functions adds to JSONata.</summary>
/// <see href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-step-functions"/>
internal static class StepFunctionsFunctions
{
    /// <summary>As observed on AWS: one more is refused as too much memory, whatever becomes of the array.</summary>
    private const int MaxRange = 360_145;

    public static NativeFunction[] All { get; } =
    [
        new("partition", "<xn?:a>", 2, Partition),
        new("range", "<nnn?:x>", 3, Range),
        new("hash", "<ss?:s>", 2, Hash),
        new("random", "<n?:n>", 1, Random),
        new("uuid", "<:s>", 0, (_, eval) => Value.From(eval.Runtime.NewUuid())),
        new("parse", "<s-:x>", 1, Parse),
    ];

    /// <summary>Cuts an array into chunks; into one without a size, into nothing where there is nothing to cut.</summary>
    private static Value Partition(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        // Not the signature's a, which would make [null] of null: that one is refused.
        if (arguments[0].Kind == ValueKind.Null)
        {
            throw JsonataError.WithExtra("T0412", Value.From("values"), arguments[0], 1);
        }

        var array = arguments[0].IsUndefined ? null
            : arguments[0].Ref as ArrayValue ?? ArrayValue.Copy([arguments[0]], ArrayFlags.None);
        if (array is not { Count: > 0 })
        {
            return default;
        }

        var size = arguments[1].IsUndefined ? array.Count : Math.Truncate(arguments[1].Num);
        if (size < 0)
        {
            throw Failure("Second argument must be zero or greater");
        }

        if (!(size >= 1))
        {
            return default;
        }

        var chunk = (int)Math.Min(size, array.Count);
        var result = new ArrayBuilder((array.Count + chunk - 1) / chunk);
        eval.Allocate((array.Count * 16L) + (array.Count / chunk * 80L));
        for (var at = 0; at < array.Count; at += chunk)
        {
            eval.Step();
            result.Add(Value.From(ArrayValue.Copy(array.Span.Slice(at, Math.Min(chunk, array.Count - at)), ArrayFlags.None)));
        }

        return Value.From(result.Build());
    }

    /// <summary>
    /// Numbers from the first to the second, which is included when hit; arguments are cut to integers. Nothing without a step that leads
    /// there, and a single number is itself instead of an array.
    /// </summary>
    private static Value Range(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].IsUndefined || arguments[1].IsUndefined || arguments[2].IsUndefined)
        {
            return default;
        }

        var first = Math.Truncate(arguments[0].Num);
        var last = Math.Truncate(arguments[1].Num);
        var step = Math.Truncate(arguments[2].Num);
        var count = Math.Floor((last - first) / step) + 1;
        if (step == 0 || !(count >= 1) || !double.IsFinite(step))
        {
            return default;
        }

        if (count == 1)
        {
            return Value.From(first);
        }

        if (count > MaxRange)
        {
            throw Limits.Memory();
        }

        eval.Allocate((long)count * 16);
        var items = new Value[(int)count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Value.From(first + (i * step));
        }

        return Value.From(ArrayValue.Own(items, items.Length, ArrayFlags.None));
    }

#pragma warning disable CA5350, CA5351 // MD5 and SHA-1 are in AWS's list; what they are used for is the author's choice.
    private static Value Hash(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not string text || arguments[1].Ref is not string algorithm)
        {
            return default;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var hash = algorithm switch
        {
            "MD5" => MD5.HashData(bytes),
            "SHA-1" => SHA1.HashData(bytes),
            "SHA-256" => SHA256.HashData(bytes),
            "SHA-384" => SHA384.HashData(bytes),
            "SHA-512" => SHA512.HashData(bytes),
            _ => throw Failure($"The hash algorithm '{algorithm}' is not supported. Use MD5, SHA-1, SHA-256, SHA-384 or SHA-512."),
        };
        return Value.From(Convert.ToHexStringLower(hash));
    }
#pragma warning restore CA5350, CA5351

    private static Value Random(ReadOnlySpan<Value> arguments, EvalContext eval) => Value.From(
        arguments[0].IsUndefined ? eval.Runtime.Random() : JavaRandom.NextDouble((long)Math.Truncate(arguments[0].Num)));

    private static Value Parse(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not string text)
        {
            return default;
        }

        eval.Allocate(text.Length * 8L);
        try
        {
            return JsonValueReader.ParseStrict(text);
        }
        catch (JsonException exception)
        {
            throw Failure("Invalid JSON", exception);
        }
    }

    private static JsonataException Failure(string message, Exception? inner = null) =>
        JsonataError.WithExtra("D3137", Value.From(message), inner: inner);
}
