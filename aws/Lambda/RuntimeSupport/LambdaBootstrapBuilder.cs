using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Makes a <see cref="LambdaBootstrap"/> around a handler of any of the shapes that Lambda for .NET takes.</summary>
public class LambdaBootstrapBuilder
{
    private readonly LambdaBootstrapHandler _handler;
    private readonly ILambdaSerializer? _serializer;
    private readonly LambdaBootstrapOptions _options = new();
    private LambdaBootstrapInitializer? _initializer;

    private LambdaBootstrapBuilder(LambdaBootstrapHandler handler, ILambdaSerializer? serializer = null)
    {
        _handler = handler;
        _serializer = serializer;
    }

    /// <summary>A handler of the raw event that answers nothing.</summary>
    public static LambdaBootstrapBuilder Create(Func<Stream, Task> handler) => new(async invocation =>
    {
        await handler(invocation.InputStream).ConfigureAwait(false);
        return Empty();
    });

    /// <summary>A handler of the raw event that answers nothing.</summary>
    public static LambdaBootstrapBuilder Create(Action<Stream> handler) =>
        Create((Stream input) => Completed(handler, input));

    /// <summary>A handler of the raw event and the context that answers nothing.</summary>
    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task> handler) => new(async invocation =>
    {
        await handler(invocation.InputStream, invocation.LambdaContext).ConfigureAwait(false);
        return Empty();
    });

    /// <summary>A handler of the raw event that answers raw bytes.</summary>
    public static LambdaBootstrapBuilder Create(Func<Stream, Task<Stream>> handler) => new(async invocation =>
        new InvocationResponse(await handler(invocation.InputStream).ConfigureAwait(false)));

    /// <summary>A handler of the raw event and the context that answers raw bytes.</summary>
    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task<Stream>> handler) => new(async invocation =>
        new InvocationResponse(await handler(invocation.InputStream, invocation.LambdaContext).ConfigureAwait(false)));

    /// <summary>A handler of the raw event with a typed result.</summary>
    public static LambdaBootstrapBuilder Create<TOutput>(Func<Stream, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Typed(invocation => handler(invocation.InputStream), serializer);

    /// <summary>A handler of the raw event with a typed result.</summary>
    public static LambdaBootstrapBuilder Create<TOutput>(Func<Stream, TOutput> handler, ILambdaSerializer serializer) =>
        Typed(invocation => Task.FromResult(handler(invocation.InputStream)), serializer);

    /// <summary>A handler of the context alone that answers nothing.</summary>
    public static LambdaBootstrapBuilder Create(Func<ILambdaContext, Task> handler) => new(async invocation =>
    {
        await handler(invocation.LambdaContext).ConfigureAwait(false);
        return Empty();
    });

    /// <summary>A handler of the context alone that answers nothing.</summary>
    public static LambdaBootstrapBuilder Create(Action<ILambdaContext> handler) =>
        Create((ILambdaContext context) => Completed(handler, context));

    /// <summary>A handler of the context alone with a typed result.</summary>
    public static LambdaBootstrapBuilder Create<TOutput>(Func<ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Typed(invocation => handler(invocation.LambdaContext), serializer);

    /// <summary>A handler of the context alone with a typed result.</summary>
    public static LambdaBootstrapBuilder Create<TOutput>(Func<ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        Typed(invocation => Task.FromResult(handler(invocation.LambdaContext)), serializer);

    /// <summary>A handler of a typed event that answers nothing.</summary>
    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, Task> handler, ILambdaSerializer serializer) =>
        Create<TInput>((input, _) => handler(input), serializer);

    /// <summary>A handler of a typed event that answers nothing.</summary>
    public static LambdaBootstrapBuilder Create<TInput>(Action<TInput> handler, ILambdaSerializer serializer) =>
        Create<TInput>((TInput input, ILambdaContext _) => Completed(handler, input), serializer);

    /// <summary>A handler of a typed event and the context that answers nothing.</summary>
    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) => new(
        async invocation =>
        {
            await handler(serializer.Deserialize<TInput>(invocation.InputStream), invocation.LambdaContext).ConfigureAwait(false);
            return Empty();
        },
        serializer);

    /// <summary>A handler of a typed event and the context that answers nothing.</summary>
    public static LambdaBootstrapBuilder Create<TInput>(Action<TInput, ILambdaContext> handler, ILambdaSerializer serializer) =>
        Create<TInput>(
            (TInput input, ILambdaContext context) =>
            {
                handler(input, context);
                return Task.CompletedTask;
            },
            serializer);

    /// <summary>A handler of a typed event with a typed result.</summary>
    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Typed(invocation => handler(serializer.Deserialize<TInput>(invocation.InputStream)), serializer);

    /// <summary>A handler of a typed event with a typed result.</summary>
    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, TOutput> handler, ILambdaSerializer serializer) =>
        Typed(invocation => Task.FromResult(handler(serializer.Deserialize<TInput>(invocation.InputStream))), serializer);

    /// <summary>A handler of a typed event and the context with a typed result.</summary>
    public static LambdaBootstrapBuilder Create<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Typed(invocation => handler(serializer.Deserialize<TInput>(invocation.InputStream), invocation.LambdaContext), serializer);

    /// <summary>A handler of a typed event and the context with a typed result.</summary>
    public static LambdaBootstrapBuilder Create<TInput, TOutput>(
        Func<TInput, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        Typed(
            invocation => Task.FromResult(handler(serializer.Deserialize<TInput>(invocation.InputStream), invocation.LambdaContext)),
            serializer);

    /// <summary>Runs something once, before the first invocation.</summary>
    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer lambdaBootstrapInitializer)
    {
        _initializer = lambdaBootstrapInitializer;
        return this;
    }

    /// <summary>Changes the options.</summary>
    public LambdaBootstrapBuilder ConfigureOptions(Action<LambdaBootstrapOptions>? options = null)
    {
        options?.Invoke(_options);
        return this;
    }

    /// <summary>Makes the loop.</summary>
    public LambdaBootstrap Build() => new(_handler, _initializer, _serializer, _options);

    internal LambdaBootstrapHandler Handler => _handler;

    internal ILambdaSerializer? Serializer => _serializer;

    private static LambdaBootstrapBuilder Typed<TOutput>(Func<InvocationRequest, Task<TOutput>> handler, ILambdaSerializer serializer) => new(
        async invocation =>
        {
            var result = await handler(invocation).ConfigureAwait(false);
            if (result is Stream raw)
                return new InvocationResponse(raw);

            var output = new MemoryStream();
            serializer.Serialize(result, output);
            output.Position = 0;
            return new InvocationResponse(output);
        },
        serializer);

    private static InvocationResponse Empty() => new(Stream.Null, disposeOutputStream: false);

    private static Task Completed<T>(Action<T> action, T argument)
    {
        action(argument);
        return Task.CompletedTask;
    }
}
