using System.Globalization;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Tasks;

/// <summary>The envelope that lambda:invoke puts around a function's result.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html"/>
internal static class LambdaResult
{
    private static readonly Value Version = Value.From("$LATEST");
    private static readonly Value KeepAlive = Value.From("keep-alive");
    private static readonly Value Json = Value.From("application/json");
    private static readonly Value Zero = Value.From("0");
    private static readonly Value Ok = Value.From(200);

    public static Value Wrap(Value payload, string requestId, DateTimeOffset now)
    {
        var id = Value.From(requestId);
        var length = Value.From(payload.Utf8Size.ToString(CultureInfo.InvariantCulture));
        var date = Value.From(now.ToString("R", CultureInfo.InvariantCulture));
        var trace = Value.From(TraceId(requestId, now));
        var all = new ObjectBuilder(8)
            .Add("X-Amz-Executed-Version", List(Version))
            .Add("x-amzn-Remapped-Content-Length", List(Zero))
            .Add("Connection", List(KeepAlive))
            .Add("x-amzn-RequestId", List(id))
            .Add("Content-Length", List(length))
            .Add("Date", List(date))
            .Add("X-Amzn-Trace-Id", List(trace))
            .Add("Content-Type", List(Json))
            .Build();
        var headers = new ObjectBuilder(8)
            .Add("Connection", KeepAlive)
            .Add("Content-Length", length)
            .Add("Content-Type", Json)
            .Add("Date", date)
            .Add("X-Amz-Executed-Version", Version)
            .Add("x-amzn-Remapped-Content-Length", Zero)
            .Add("x-amzn-RequestId", id)
            .Add("X-Amzn-Trace-Id", trace)
            .Build();
        var http = new ObjectBuilder(3)
            .Add("AllHttpHeaders", Value.From(all))
            .Add("HttpHeaders", Value.From(headers))
            .Add("HttpStatusCode", Ok)
            .Build();
        return Value.From(new ObjectBuilder(5)
            .Add("ExecutedVersion", Version)
            .Add("Payload", payload)
            .Add("SdkHttpMetadata", Value.From(http))
            .Add("SdkResponseMetadata", Value.From(new ObjectBuilder(1).Add("RequestId", id).Build()))
            .Add("StatusCode", Ok)
            .Build());
    }

    private static Value List(Value item) => Value.From(ArrayValue.Create([item]));

    /// <summary>An X-Ray trace of the request's own, which nobody samples.</summary>
    private static string TraceId(string requestId, DateTimeOffset now)
    {
        var digits = requestId.Replace("-", "", StringComparison.Ordinal).PadRight(32, '0');
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Root=1-{now.ToUnixTimeSeconds():x8}-{digits[..24]};Parent={digits[16..32]};Sampled=0;Lineage=1:{digits[..8]}:0");
    }
}
