using System.Collections.Immutable;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.StepFunctions;

namespace AiProxy.Cdk.Settings;

/// <summary>What each setting may be; the limits are AWS's own.</summary>
internal static class SettingLimits
{
    public const string StackNamePattern = "^[A-Za-z][A-Za-z0-9-]{0,63}\\z";
    public const string StackName = "a letter, then letters, digits and hyphens, 64 characters at most";
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

    public static ImmutableDictionary<string, LogLevel> WorkflowLogLevels { get; } = new Dictionary<string, LogLevel>
    {
        ["ALL"] = LogLevel.ALL,
        ["ERROR"] = LogLevel.ERROR,
        ["FATAL"] = LogLevel.FATAL,
        ["OFF"] = LogLevel.OFF,
    }.ToImmutableDictionary(StringComparer.Ordinal);
}
