using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Choices;

public sealed class OrderOperatorTests
{
    [Theory]
    [InlineData("'StringLessThanEquals':'b'", "a", true)]
    [InlineData("'StringLessThanEquals':'b'", "b", true)]
    [InlineData("'StringLessThanEquals':'b'", "c", false)]
    [InlineData("'TimestampLessThanEqualsPath':'$.t'", "2026-01-01T00:00:00Z", true)]
    [InlineData("'TimestampLessThanEqualsPath':'$.t'", "2026-01-02T00:00:00Z", true)]
    [InlineData("'TimestampLessThanEqualsPath':'$.t'", "2026-01-02T00:00:01Z", false)]
    [InlineData("'TimestampLessThanEqualsPath':'$.t'", "no time", false)]
    public async Task Choice_UpToAndWith_TakesTheEnd(string test, string value, bool expected)
    {
        var machine = Parse(
            $"{{'StartAt':'A','States':{{'A':{{'Type':'Choice','Choices':[{{'Variable':'$.v',{test},'Next':'Y'}}],'Default':'N'}},"
            + "'Y':{'Type':'Pass','Result':true,'End':true},'N':{'Type':'Pass','Result':false,'End':true}}}");

        var result = await RunAsync(machine, $"{{'v':'{value}','t':'2026-01-02T00:00:00Z'}}");

        Assert.Equal(expected, result.Output.AsBoolean());
    }
}
