using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AiProxy.Contracts;
using AiProxy.Contracts.Calls;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace AiProxy.CallProvider.Tests;

/// <summary>What travels between states keeps its names and defaults, whoever serialises it.</summary>
public sealed class WireNamesTests
{
    /// <summary>Every record the context serialises.</summary>
    public static TheoryData<Type> Records =>
    [
        .. typeof(ContractsJsonContext).Assembly.GetTypes()
            .Where(type => !type.ContainsGenericParameters)
            .Where(type => ContractsJsonContext.Default.GetTypeInfo(type) is { Kind: System.Text.Json.Serialization.Metadata.JsonTypeInfoKind.Object }),
    ];

    [Theory]
    [MemberData(nameof(Records))]
    public void Record_EveryMember_SpellsItsWireName(Type record) => Assert.All(
        record.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null),
        property => Assert.NotNull(property.GetCustomAttribute<JsonPropertyNameAttribute>()));

    [Fact]
    public void Records_AreFound() => Assert.True(Records.Count > 10);

    [Fact]
    public void Deserialize_MembersLeftOut_HaveTheirDefaults()
    {
        CallResult result = new SourceGeneratorLambdaJsonSerializer<ContractsJsonContext>().Deserialize<CallResult>(
            new MemoryStream(Encoding.UTF8.GetBytes("""{"id":"a","ok":true}""")));

        Assert.Equal(1, result.Attempts);
        Assert.Empty(result.Dropped);
        MergeInput input = JsonSerializer.Deserialize(
            """{"requestId":"r","executionId":"e","plan":{"route":"x","strategy":"all","quorum":1,"deadlineMs":1,"dropUnsupported":false,"targets":[]},"winner":{"id":"a","callKey":"k"}}""",
            ContractsJsonContext.Default.MergeInput)!;
        Assert.Empty(input.Results);
        Assert.Empty(input.Raced);
        Assert.Empty(input.Plan.Fallbacks);
        Assert.Equal(1, input.Winner!.Attempts);
    }
}
