namespace AiProxy.Aws.Clients.Runtime;

/// <summary>
/// The domains of a region's partition. The SDK reads them from a document of every region; the partition is in the region's name.
/// </summary>
/// <remarks><see href="https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html"/></remarks>
internal static class Partition
{
    private static readonly (string Prefix, string Domain, string? DualStack)[] Others =
    [
        ("cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
        ("us-isob-", "sc2s.sgov.gov", null),
        ("us-isof-", "csp.hci.ic.gov", null),
        ("us-iso-", "c2s.ic.gov", null),
        ("eu-isoe-", "cloud.adc-e.uk", null),
        ("eusc-", "amazonaws.eu", null),
    ];

    public static string Domain(string region) => Find(region)?.Domain ?? "amazonaws.com";

    /// <summary>The domain of host names that also have an IPv6 address; null where the partition has none.</summary>
    public static string? DualStackDomain(string region) => Find(region) is { } other ? other.DualStack : "api.aws";

    private static (string Prefix, string Domain, string? DualStack)? Find(string region)
    {
        foreach (var other in Others)
        {
            if (region.StartsWith(other.Prefix, StringComparison.Ordinal))
                return other;
        }

        return null;
    }
}
