using System.Collections.Immutable;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.StepFunctions;

namespace AiProxy.Cdk.Settings;

/// <summary>What each setting may be; the limits are AWS's own.</summary>
internal static class SettingLimits
{
    // The functions are named after the stack, and a function's name has 64 characters at most.
    public const string StackNamePattern = "^[A-Za-z][A-Za-z0-9-]{0,47}\\z";
    public const string StackName = "a letter, then letters, digits and hyphens, 48 characters at most";
    public const string DomainNamePattern = "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}\\z";
    public const string DomainName = "a host name in lower case, such as ai.example.com";
    public const string CertificateArnPattern = "^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[A-Za-z0-9-]+\\z";
    public const string CertificateArn = "the ARN of a certificate in ACM";
    public const int LeastMemoryMb = 128;
    public const int MostMemoryMb = 10240;

    /// <summary>Days, by https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html.</summary>
    public static ImmutableDictionary<string, RetentionDays> LogRetention { get; } = new Dictionary<string, RetentionDays>
    {
        ["1"] = RetentionDays.ONE_DAY,
        ["3"] = RetentionDays.THREE_DAYS,
        ["5"] = RetentionDays.FIVE_DAYS,
        ["7"] = RetentionDays.ONE_WEEK,
        ["14"] = RetentionDays.TWO_WEEKS,
        ["30"] = RetentionDays.ONE_MONTH,
        ["60"] = RetentionDays.TWO_MONTHS,
        ["90"] = RetentionDays.THREE_MONTHS,
        ["120"] = RetentionDays.FOUR_MONTHS,
        ["150"] = RetentionDays.FIVE_MONTHS,
        ["180"] = RetentionDays.SIX_MONTHS,
        ["365"] = RetentionDays.ONE_YEAR,
        ["400"] = RetentionDays.THIRTEEN_MONTHS,
        ["545"] = RetentionDays.EIGHTEEN_MONTHS,
        ["731"] = RetentionDays.TWO_YEARS,
        ["1096"] = RetentionDays.THREE_YEARS,
        ["1827"] = RetentionDays.FIVE_YEARS,
        ["2192"] = RetentionDays.SIX_YEARS,
        ["2557"] = RetentionDays.SEVEN_YEARS,
        ["2922"] = RetentionDays.EIGHT_YEARS,
        ["3288"] = RetentionDays.NINE_YEARS,
        ["3653"] = RetentionDays.TEN_YEARS,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>How a new version of the workflow takes over, by Step Functions' own names.</summary>
    public static ImmutableDictionary<string, string> Rollouts { get; } =
        new[] { "ALL_AT_ONCE", "CANARY", "LINEAR" }.ToImmutableDictionary(name => name, StringComparer.Ordinal);

    /// <summary>Whether the front door is the Gateway function, or API Gateway starts the workflow itself.</summary>
    public static ImmutableDictionary<string, bool> FrontDoors { get; } = new Dictionary<string, bool>
    {
        ["gateway"] = false,
        ["lean"] = true,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Whose KMS key encrypts what the stack keeps: AWS's, or one of the account's own.</summary>
    public static ImmutableDictionary<string, bool> Encryptions { get; } = new Dictionary<string, bool>
    {
        ["aws"] = false,
        ["customer"] = true,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static ImmutableDictionary<string, LogLevel> WorkflowLogLevels { get; } = new Dictionary<string, LogLevel>
    {
        ["ALL"] = LogLevel.ALL,
        ["ERROR"] = LogLevel.ERROR,
        ["FATAL"] = LogLevel.FATAL,
        ["OFF"] = LogLevel.OFF,
    }.ToImmutableDictionary(StringComparer.Ordinal);
}
