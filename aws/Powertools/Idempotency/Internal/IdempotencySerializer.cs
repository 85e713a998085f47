using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Idempotency.Exceptions;

namespace AWS.Lambda.Powertools.Idempotency.Internal;

/// <summary>
/// Payloads and answers as JSON, without reflection: by the context given to Idempotency.Configure, else by the function's serializer.
/// </summary>
internal static class IdempotencySerializer
{
    private static volatile JsonSerializerOptions? _options;

    public static void Forget() => _options = null;

    public static byte[] Serialize<T>(T value, ILambdaSerializer serializer)
    {
        if (ContextInfo(typeof(T)) is JsonTypeInfo<T> typeInfo)
            return JsonSerializer.SerializeToUtf8Bytes(value, typeInfo);

        using var buffer = new MemoryStream();
        serializer.Serialize(value, buffer);
        return buffer.ToArray();
    }

    public static T? Deserialize<T>(string json, ILambdaSerializer serializer)
    {
        if (ContextInfo(typeof(T)) is JsonTypeInfo<T> typeInfo)
            return JsonSerializer.Deserialize(json, typeInfo);

        using var buffer = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return serializer.Deserialize<T>(buffer);
    }

    /// <summary>For a store that is used by hand, where the answer's type is known by the object only.</summary>
    public static string Serialize(object? value)
    {
        if (value is null)
            return "null";
        var typeInfo = ContextInfo(value.GetType()) ?? throw new IdempotencyConfigurationException(
            $"Type {value.GetType()} is not known to the serializer. Ensure it's included in the JsonSerializerContext.");
        return JsonSerializer.Serialize(value, typeInfo);
    }

    private static JsonTypeInfo? ContextInfo(Type type)
    {
        if (Idempotency.Instance.SerializationContext is not { } context)
            return null;

        // Not the context's own options: names stay as declared, as in the real package.
        var options = _options ??= new JsonSerializerOptions { PropertyNameCaseInsensitive = true, TypeInfoResolver = context };
        return options.TryGetTypeInfo(type, out var typeInfo) ? typeInfo : null;
    }
}
