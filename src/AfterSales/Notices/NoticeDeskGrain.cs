using AfterSales.Absences;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Records;
using Orleans.Concurrency;

namespace AfterSales.Notices;

[StatelessWorker]
public sealed class NoticeDeskGrain(AccountAddresses accounts, CurrentStandIns standIns) : Grain, INoticeDeskGrain
{
    public async Task<Answer> Tell(string key, NoticeToPeople notice)
    {
        var told = notice.Before is { } before ? await Meant(before) : [];
        foreach (var person in await Meant(notice))
        {
            if (person.Id == notice.DoneBy || told.Any(known => known.Id == person.Id)) continue;
            var answer = await GrainFactory.GetGrain<INoticeBoxGrain>(INoticeBoxGrain.KeyOf(person.Id))
                .Take(new EffectContext(key).Intent(new TakeNotice(person.Id, key, notice)));
            // Those before have it, and know it when they are told again.
            if (answer.Refusal is not null) return answer;
        }

        return new Answer(notice.About, 0);
    }

    /// <summary>While somebody is away his substitute is told; where all of them are away, he is.</summary>
    private async Task<IReadOnlyList<AddressedAccount>> Meant(NoticeToPeople notice)
    {
        // A step up may lead from a branch to headquarters.
        var place = notice.Role.MayBeHeldAt(notice.Place) ? notice.Place : Assignment.Headquarters;
        var named = notice.Account is { } account ? await accounts.Find([account])
            : notice is { Role: Role.Technician, TechnicianId: { } technician } ? await accounts.OfTechnician(technician)
            : await accounts.Holding(notice.Role, place);
        if (named.Count == 0) return [];
        var away = await standIns.AtPlace(notice.Place);
        string[] workers = [.. named.Select(person => away.For(person.Id) ?? person.Id).Distinct()];
        return workers.All(worker => named.Any(person => person.Id == worker)) ? [.. named.Where(person => workers.Contains(person.Id))] : await accounts.Find(workers);
    }
}
