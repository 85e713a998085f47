using AiProxy.Aws.Powertools;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Logging.Internal;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Powertools.Tests.Logging;

/// <summary>The process's logger, set back for each test; these tests therefore run one after another.</summary>
[Collection(nameof(LoggerFixture))]
public abstract class LoggerFixture : IDisposable
{
    internal const string Context =
        "\"function_name\":\"validate\",\"function_memory_size\":512,\"function_arn\":\"arn:aws:lambda:eu-west-1:1:function:validate\","
        + "\"function_request_id\":\"req-1\",\"function_version\":\"$LATEST\",";

    internal const string Name = "\"name\":\"AWS.Lambda.Powertools.Logging.Logger\"";

    protected LoggerFixture()
    {
        InvocationState.ForgetInvocations();
        Logger.RemoveAllKeys();
        Configure();
    }

    internal Lines Lines { get; } = new();

    internal Dictionary<string, string> Variables { get; } = [];

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 18, 27, 10, TimeSpan.Zero).AddTicks(5225556));

    internal double Sample { get; set; } = 1;

    public void Dispose()
    {
        InvocationState.Current = null;
        Logger.RemoveAllKeys();
        Logger.Configure(_ => { });
        GC.SuppressFinalize(this);
    }

    internal void Configure(Action<PowertoolsLoggerConfiguration>? more = null) => Logger.Configure(configuration =>
    {
        configuration.LogOutput = Lines;
        configuration.Time = Time;
        configuration.Sampler = () => Sample;
        configuration.Variable = Variables.GetValueOrDefault;
        more?.Invoke(configuration);
    });

    internal static InvocationLog Begin(LoggingAttribute? attribute = null, ILambdaContext? context = null) =>
        Begin<Order>(attribute, null, context);

    internal static InvocationLog Begin<T>(LoggingAttribute? attribute, T? input, ILambdaContext? context = null)
        where T : class =>
        InvocationLog.Begin(attribute ?? new LoggingAttribute(), input, context ?? new TestLambdaContext(), TestJson.Serializer);
}
