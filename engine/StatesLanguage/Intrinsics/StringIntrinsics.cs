using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Intrinsics;

/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html"/>
internal static class StringIntrinsics
{
    private const int MaxLength = 10_000;

    public static IntrinsicFunction[] All { get; } =
    [
        new("States.Format", 1, int.MaxValue, Format),
        new("States.StringSplit", 2, 2, Split),
        new("States.Base64Encode", 1, 1, Encode),
        new("States.Base64Decode", 1, 1, Decode),
        new("States.Hash", 2, 2, Hash),
        new("States.UUID", 0, 0, static (_, options, ref _) => Value.From(options.NewId())),
    ];

    private static Value Format(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem)
    {
        if (arguments[0].Kind != ValueKind.String)
        {
            problem = "The template must be a string";
            return default;
        }

        var template = arguments[0].AsString();
        var text = new StringBuilder(template.Length + 32);
        var used = 1;
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] == '\\' && i + 1 < template.Length)
            {
                text.Append(template[++i]);
            }
            else if (template[i] == '{' && i + 1 < template.Length && template[i + 1] == '}')
            {
                i++;
                if (used >= arguments.Length)
                {
                    problem = "The number of arguments does not match the number of occurrences of {} in the template";
                    return default;
                }

                if (arguments[used].Kind is ValueKind.Array or ValueKind.Object)
                {
                    problem = "The arguments must be strings, numbers, booleans or null";
                    return default;
                }

                text.Append(arguments[used].Kind == ValueKind.String ? arguments[used].AsString() : arguments[used].ToJson());
                used++;
            }
            else
            {
                text.Append(template[i]);
            }
        }

        if (used == arguments.Length)
        {
            return Value.From(text.ToString());
        }

        problem = "The number of arguments does not match the number of occurrences of {} in the template";
        return default;
    }

    /// <summary>Every character of the second string separates; there are no empty parts.</summary>
    private static Value Split(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem)
    {
        if (arguments[0].Kind != ValueKind.String || arguments[1].Kind != ValueKind.String)
        {
            problem = "The arguments must be strings";
            return default;
        }

        var parts = arguments[0].AsString().Split(arguments[1].AsString().ToCharArray(), StringSplitOptions.RemoveEmptyEntries);
        return Value.From(ArrayValue.Create([.. parts.Select(part => Value.From(part))]));
    }

    private static Value Encode(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem) =>
        IsText(arguments[0], ref problem) ? Value.From(Convert.ToBase64String(Encoding.UTF8.GetBytes(arguments[0].AsString()))) : default;

    private static Value Decode(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem)
    {
        if (!IsText(arguments[0], ref problem))
        {
            return default;
        }

        var text = arguments[0].AsString();
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            if (Convert.TryFromBase64String(text, bytes, out var length))
            {
                return Value.From(Encoding.UTF8.GetString(bytes, 0, length));
            }

            problem = "The argument must be Base64 text";
            return default;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

#pragma warning disable CA5350, CA5351 // MD5 and SHA-1 are in AWS's list; what they are used for is the author's choice.
    private static Value Hash(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem)
    {
        if (arguments[1].Kind != ValueKind.String)
        {
            problem = "The algorithm must be a string";
            return default;
        }

        // Data that is no string is hashed as its JSON text.
        var text = arguments[0].Kind == ValueKind.String ? arguments[0].AsString() : arguments[0].ToJson();
        if (IsTooLong(text))
        {
            problem = $"The data must not be longer than {MaxLength} characters";
            return default;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        byte[]? hash = arguments[1].AsString() switch
        {
            "MD5" => MD5.HashData(bytes),
            "SHA-1" => SHA1.HashData(bytes),
            "SHA-256" => SHA256.HashData(bytes),
            "SHA-384" => SHA384.HashData(bytes),
            "SHA-512" => SHA512.HashData(bytes),
            _ => null,
        };
        if (hash is null)
        {
            problem = "The algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512";
            return default;
        }

        return Value.From(Convert.ToHexStringLower(hash));
    }
#pragma warning restore CA5350, CA5351

    private static bool IsText(Value value, ref string problem)
    {
        if (value.Kind != ValueKind.String)
        {
            problem = "The argument must be a string";
            return false;
        }

        if (IsTooLong(value.AsString()))
        {
            problem = $"The argument must not be longer than {MaxLength} characters";
            return false;
        }

        return true;
    }

    /// <summary>Characters are code points: a pair of surrogates is one.</summary>
    private static bool IsTooLong(string text) => text.Length > MaxLength && text.EnumerateRunes().Count() > MaxLength;
}
