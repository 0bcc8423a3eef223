using AfterSales.Desks.Rules;
using AfterSales.Records;

namespace AfterSales.Desks;

[GrainType("personal_desk")]
public sealed class DeskGrain(RecordServices services) : RecordGrain<PersonalDesk>(services), IDeskGrain
{
    public Task<Answer> Save(Intent<SaveView> intent) => OnOwn(intent, (desk, _) => DeskRules.Save(desk, Key, intent.Caller.Account, intent.Body));

    public Task<Answer> Remove(Intent<RemoveView> intent) => OnOwn(intent, (desk, _) => DeskRules.Remove(desk, intent.Body.Number));

    public Task<Answer> Look(Intent<LookAtNeeds> intent) => OnOwn(intent, (desk, now) => DeskRules.Look(desk, Key, intent.Caller.Account, now));

    // Read by its person alone: no list shows it.
    protected override IEnumerable<object> RowsOf(PersonalDesk state, RowStamp stamp) => [];

    // Nobody else arranges it, whoever he is.
    private Task<Answer> OnOwn<T>(Intent<T> intent, Func<PersonalDesk?, DateTimeOffset, Decision> rule) => MakeOrChange(
        intent, now => new(rule(null, now)), (desk, now) => desk.Account == intent.Caller.Account ? rule(desk, now) : new NotFound(Key));
}
