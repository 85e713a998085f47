using System.Globalization;
using System.Text;

namespace AiProxy.Cdk.Costs;

/// <summary>The table in <c>docs/deploying.md</c>; <c>dotnet run --project cdk -- costs</c> prints it.</summary>
internal static class CostTable
{
    private static readonly long[] Requests = [1_000_000, 10_000_000, 100_000_000];

    /// <summary>Markdown, ending with a line break.</summary>
    public static string Write()
    {
        var text = new StringBuilder("| US dollars a month | 1 million requests | 10 million | 100 million |\n|---|---|---|---|\n");
        IReadOnlyList<CostLine>[] bills = [.. Requests.Select(requests => CostModel.Monthly(new Usage { Requests = requests }))];
        for (int line = 0; line < bills[0].Count; line++)
        {
            Row(bills[0][line].What, bills.Select(bill => bill[line].Usd));
        }
        Row("**one target, frontDoor=gateway**", One(usage => usage));
        Row("**one target, frontDoor=lean**", One(usage => usage with { Lean = true }));
        Row("one target, CallProvider and Gateway at 256 MB", One(usage => usage with { CallProviderMemoryMb = 256, GatewayMemoryMb = 256 }));
        Row("**panel of three, frontDoor=gateway**", One(Panel));
        Row("**panel of three, frontDoor=lean**", One(usage => Panel(usage) with { Lean = true }));
        return text.ToString();

        IEnumerable<decimal> One(Func<Usage, Usage> change) => Requests.Select(requests => CostModel.Total(change(new Usage { Requests = requests })));

        void Row(string what, IEnumerable<decimal> amounts) => text.Append("| ").Append(what).Append(" | ")
            .AppendJoin(" | ", amounts.Select(amount => amount.ToString(amount < 10 ? "0.00" : "#,##0", CultureInfo.InvariantCulture))).Append(" |\n");
    }

    // The slowest of three is later than the mean.
    private static Usage Panel(Usage usage) => usage with { Targets = 3, SlowestSeconds = 7 };
}
