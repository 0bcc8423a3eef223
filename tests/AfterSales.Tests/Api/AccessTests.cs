using AfterSales.Access;
using AfterSales.Api.Engine;
using AfterSales.Tests.Api.Fixture;

namespace AfterSales.Tests.Api;

public sealed class AccessTests
{
    [Fact]
    public async Task Nobody_is_told_to_log_in()
    {
        var answer = await Workshops.Ask("{ job(id: \"j-1\") { id } }", Caller.Nobody);
        Assert.Equal("AUTH_NOT_AUTHENTICATED", answer.Code());
    }

    [Fact]
    public async Task A_caller_without_the_permission_is_refused()
    {
        var answer = await Workshops.Ask("{ job(id: \"j-1\") { id } }", Workshops.Supplier);
        Assert.Equal("AUTH_NOT_AUTHORIZED", answer.Code());
    }

    [Fact]
    public async Task A_caller_with_the_permission_is_answered()
    {
        var answer = await Workshops.Ask("{ job(id: \"j-1\") { id price { minor } } }", Workshops.Manager);
        Assert.Equal("j-1", answer.At("job", "id").GetString());
        Assert.Equal(500, answer.At("job", "price", "minor").GetInt64());
    }

    [Theory]
    [InlineData("{ withoutRule }")]
    [InlineData("{ forgotten { secret } }")]
    public async Task A_field_without_a_rule_is_refused_to_everybody(string document)
    {
        foreach (var caller in (Caller[])[Workshops.Administrator, Caller.System])
            Assert.Equal("AUTH_NOT_AUTHORIZED", (await Workshops.Ask(document, caller)).Code());
    }

    [Fact]
    public async Task A_field_may_demand_more_than_its_type()
    {
        var storekeeper = new Caller("s", "S", [new(Role.Storekeeper, "b-1")]);
        var answer = await Workshops.Ask("{ job(id: \"j-1\") { profit } }", storekeeper);
        Assert.Equal("AUTH_NOT_AUTHORIZED", answer.Code());
    }

    [Fact]
    public async Task A_mutation_is_refused_before_it_runs()
    {
        var answer = await Workshops.Ask("mutation { reset { job { id } } }", Workshops.Manager);
        Assert.Equal("AUTH_NOT_AUTHORIZED", answer.Code());
    }

    [Fact]
    public async Task Anybody_may_ask_for_the_name_of_a_root() =>
        Assert.Equal("Query", (await Workshops.Ask("{ __typename }", Caller.Nobody)).At("__typename").GetString());

    [Fact]
    public async Task The_resolvers_services_know_the_caller() =>
        Assert.Equal("manager", (await Workshops.Ask("{ me }", Workshops.Manager)).At("me").GetString());

    [Fact]
    public void The_audit_names_the_fields_without_a_rule()
    {
        using var services = Workshops.Open();
        Assert.Equal(["Forgotten.secret", "Query.withoutRule"], SecurityAudit.FieldsWithoutRule(services.Schema()));
    }

    [Fact]
    public void The_audit_names_the_permission_of_each_field()
    {
        using var services = Workshops.Open();
        var permissions = SecurityAudit.Permissions(services.Schema());
        Assert.Contains(("Job", "profit", Permission.SeePerformance), permissions);
        Assert.Contains(("Job", "title", Permission.SeeTickets), permissions);
        Assert.Contains(("Mutation", "reset", Permission.OperateService), permissions);
        Assert.Contains(("Subscription", "counting", Permission.SeeTickets), permissions);
    }
}
