/** What is named with invented words. */
export type NameClass =
  | 'country'
  | 'region'
  | 'town'
  | 'river'
  | 'mountain'
  | 'surname'
  | 'thing'
  | 'female'
  | 'male';

/** The sounds of a language, as letters: onset, nucleus, medial (nucleus, medial), then an ending by what is named. */
export interface Phonology {
  readonly onsets: readonly string[];
  readonly nuclei: readonly string[];
  readonly medials: readonly string[];
  readonly endings: Readonly<Record<NameClass, readonly string[]>>;
}

/**
 * Eight languages. No ending of a place (country, region, town) is the end of another place's in any language, nor
 * among rivers, among mountains, or among surnames and things: so two names with unlike codes never coincide.
 */
export const phonologies: readonly Phonology[] = [
  {
    onsets: words('b br d dr f fj g gr h hj k kn kr l m n r s sk sn st sv t th tr v'),
    nuclei: words('a e i o u au ei'),
    medials: words('ld lm ln lv m mm n nd nn ng r rd rg rn rr rt rv s sk ss st t tt v vn ll l d g k'),
    endings: {
      country: words('enrike unland'),
      region: words('efjell ermark'),
      town: words('avik eheim ostad eby'),
      river: words('elva anna'),
      mountain: words('efell otind'),
      surname: words('ersen and elius'),
      thing: words('undr eild orn'),
      female: words('a ine unn'),
      male: words('e ar ulf'),
    },
  },
  {
    onsets: words('b br c ch d f fl g gr l m n p pr qu r s t tr v z'),
    nuclei: words('a e i o u ia ie'),
    medials: words('l ll m n nt nd r rr rt rn s ss st t tt v z gn lt mb c d g lv nz rm rc'),
    endings: {
      country: words('ania oria'),
      region: words('eto aldia'),
      town: words('ena ossa iglia avera'),
      river: words('ino ega'),
      mountain: words('amonte oso'),
      surname: words('ucci aldi orez'),
      thing: words('intha ovar esca'),
      female: words('a ina elle'),
      male: words('o ino ente'),
    },
  },
  {
    onsets: words('b bl br d dr g gl h k kl kr l m ml n p pl r s sl st t tr v vl z zd'),
    nuclei: words('a e i o u ie'),
    medials: words('b v d g k l m n r s t z zn lk rn sk st vr dl br nk mn rd lv ch shk zh dv rk'),
    endings: {
      country: words('oslavia enia'),
      region: words('ovina erje'),
      town: words('ovo itsk ograd any'),
      river: words('itsa ava'),
      mountain: words('ogora enik'),
      surname: words('enko ov inski'),
      thing: words('adny olets ika'),
      female: words('ana ika isa'),
      male: words('an imir os'),
    },
  },
  {
    onsets: words('b br c cl cr d dr f g gl gw h l ll m n p pr r rh s t tr w'),
    nuclei: words('a e i o u ae ai'),
    medials: words('ch dd g l ll lch m n nn nt r rth rch rr th s st v lw nw rn gr dr gl d'),
    endings: {
      country: words('ydir enwy'),
      region: words('owys enfro'),
      town: words('awen arth effan odrum'),
      river: words('iog ewi'),
      mountain: words('yddan ogau'),
      surname: words('oghan ewyn annoc'),
      thing: words('orrig aelan uith'),
      female: words('en owen eth'),
      male: words('an ydd oc'),
    },
  },
  {
    onsets: words('h j k l m n p r s t v'),
    nuclei: words('a e i o u aa ee ii oo uu ai ei oi au uo ie'),
    medials: words('k kk l ll lk lm lt m mm n nn nk nt p pp pr r rk rm rt rv s ss st t tt tk v h hk ht hd'),
    endings: {
      country: words('omaa elia'),
      region: words('arjala anmaa'),
      town: words('ula ikko elinna oski'),
      river: words('ijoki uoma'),
      mountain: words('ovuori etunturi'),
      surname: words('onen ela alainen'),
      thing: words('uva irta ekko'),
      female: words('i ukka ia'),
      male: words('o ari emi'),
    },
  },
  {
    onsets: words('b d f g gh h j k kh m n q r s shr t y z'),
    nuclei: words('a i u aa e o'),
    medials: words('b bd d dr f fr h hr j k kh l lk lm m n nd q r rd rj rshm s shk shm sr t tr z zr'),
    endings: {
      country: words('istan ariya'),
      region: words('eshahr andar'),
      town: words('abad uz aniyeh orud'),
      river: words('arud esh'),
      mountain: words('akuh avand'),
      surname: words('azadeh ani ouri'),
      thing: words('amir ezan uhal'),
      female: words('eh ira ana'),
      male: words('ad im esh'),
    },
  },
  {
    onsets: words('b ch d f h j k kw l m mb n nd ng p r s t v w z'),
    nuclei: words('a e i o u'),
    medials: words('b d f g k l m mb n nd ng nj p r s t v w z h nt mp gw j'),
    endings: {
      country: words('ilaya onga'),
      region: words('amoa etiwa'),
      town: words('oro uwai indu awela'),
      river: words('ambu ozi'),
      mountain: words('olulu adoro'),
      surname: words('umba akele isho'),
      thing: words('izuri atafu oweni'),
      female: words('ani ele u'),
      male: words('o abi uru'),
    },
  },
  {
    onsets: words('ch d g k kl kr l m n p ph ps r s sp st t th tr x z'),
    nuclei: words('a e i o y ai eu'),
    medials: words('d dr g k kt l lk m n nd nt ph pt r rg rk s st sth t th x z mn ndr pp ll ss'),
    endings: {
      country: words('eia ythia'),
      region: words('ossos arkis'),
      town: words('opolis ytos enthe anthos'),
      river: words('eios axes'),
      mountain: words('ympos ythron'),
      surname: words('akis opoulos iades'),
      thing: words('ydion ethra omachos'),
      female: words('e ia ippe'),
      male: words('os on andros'),
    },
  },
];

function words(list: string): readonly string[] {
  return list.split(' ');
}
