using System.Buffers;
using System.Runtime.InteropServices;
using AiProxy.Jsonata.Values;
using Amazon.Lambda.Core;

namespace AiProxy.Host.Functions;

/// <summary>One function, called as Lambda calls it: JSON in, JSON out.</summary>
internal abstract class LocalFunction(string name)
{
    public string Name { get; } = name;

    /// <summary>Calls the function; whatever it throws propagates.</summary>
    public abstract Task<Value> InvokeAsync(Value payload, ILambdaContext context);
}

/// <inheritdoc/>
internal sealed class LocalFunction<TInput, TOutput>(string name, Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer)
    : LocalFunction(name)
{
    public override async Task<Value> InvokeAsync(Value payload, ILambdaContext context)
    {
        TInput input = serializer.Deserialize<TInput>(AsStream(payload));
        TOutput output = await handler(input, context);
        using var response = new MemoryStream();
        serializer.Serialize(output, response);
        return Value.Parse(response.GetBuffer().AsSpan(0, (int)response.Length));
    }

    // Of the very size, and open: the serializer then reads it where it lies.
    private static MemoryStream AsStream(Value payload)
    {
        var request = new ArrayBufferWriter<byte>(payload.Utf8Size);
        payload.WriteTo(request);
        ArraySegment<byte> json = MemoryMarshal.TryGetArray(request.WrittenMemory, out ArraySegment<byte> segment) ? segment : request.WrittenSpan.ToArray();
        return new MemoryStream(json.Array!, json.Offset, json.Count, writable: false, publiclyVisible: true);
    }
}
