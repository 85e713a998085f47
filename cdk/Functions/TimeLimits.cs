using AiProxy.Cdk.Settings;
using Amazon.CDK;

namespace AiProxy.Cdk.Functions;

/// <summary>
/// How long each part waits, outermost last: a call &lt; the plan's deadline &lt; the Gateway function &lt; the API's integration. Each must outlast
/// the one inside it, or the caller gets API Gateway's words instead of ours.
/// </summary>
internal static class TimeLimits
{
    /// <summary>Longest an Express execution lives: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html.</summary>
    public const int ExpressSeconds = 300;

    /// <summary>What API Gateway waits for an integration that it buffers, unless a quota was raised for the account.</summary>
    public const int BufferedSeconds = 29;

    /// <summary>Longest that <c>apiTimeoutSeconds</c> may be: Express's five minutes and what lies around it.</summary>
    public const int MostApiSeconds = 310;

    /// <summary>After the deadline Merge still runs, and the answer travels.</summary>
    public const int AfterDeadlineSeconds = 2;

    /// <summary>The API's clock starts before the function's: a cold start lies between them.</summary>
    public const int AfterGatewaySeconds = 2;

    /// <summary>The workflow's own deadlines are shorter, and the function's must never be what ends a call.</summary>
    public static Duration CallProvider { get; } = Duration.Minutes(5);

    /// <summary>One read of one item, with its retries.</summary>
    public static Duration Authorizer { get; } = Duration.Seconds(10);

    /// <summary>Ends before the API does.</summary>
    public static Duration Gateway(StackSettings settings) => Duration.Seconds(settings.ApiTimeoutSeconds - AfterGatewaySeconds);

    /// <summary>Longest deadline a route may have behind this front door, milliseconds.</summary>
    public static int MostDeadlineMs(StackSettings settings)
    {
        int around = settings.IsLean ? settings.ApiTimeoutSeconds : settings.ApiTimeoutSeconds - AfterGatewaySeconds;
        return (Math.Min(around, ExpressSeconds) - AfterDeadlineSeconds) * 1000;
    }
}
